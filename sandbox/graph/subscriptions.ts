import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Now } from '../clock.ts';
import type { Change } from '../world/types.ts';
import type { World } from '../world/world.ts';
import type { GraphAnswer, GraphCall } from './graph-call.ts';
import { GraphError, refusals } from './graph-errors.ts';

/** The longest life of a subscription to users or groups, in minutes. */
const mostMinutes = 41_760;

const newSchema = z.object({
  changeType: z.string(),
  notificationUrl: z.url({ protocol: /^https$/ }),
  lifecycleNotificationUrl: z.url({ protocol: /^https$/ }).optional(),
  resource: z.string().regex(/^\/?(users|groups)$/),
  expirationDateTime: z.iso.datetime({ offset: true }),
  clientState: z.string().max(128).optional(),
});
const changeSchema = z.object({ expirationDateTime: z.iso.datetime({ offset: true }) });

type Kept = z.infer<typeof newSchema> & { id: string };

/** Change notifications: who wants to be told, and the telling. */
export class Subscriptions {
  readonly kept = new Map<string, Kept>();
  private readonly world: World;
  private readonly now: Now;
  /** How the app is reached; tests may set another way. */
  deliver: typeof fetch;
  private telling: Promise<unknown> = Promise.resolve();

  constructor(world: World, now: Now, deliver: typeof fetch) {
    this.world = world;
    this.now = now;
    this.deliver = deliver;
    world.changes.onChange((change) => this.tell(change));
  }

  /** GET, POST, PATCH and DELETE of /subscriptions. Throws GraphError. */
  async answer(call: GraphCall, body: unknown): Promise<GraphAnswer> {
    if (!call.roles.has('User.Read.All')) throw refusals.denied();
    const id = call.segments[1];
    if (call.method === 'POST' && id === undefined) return this.create(body);
    if (id === undefined) return { status: 200, body: { value: [...this.kept.values()] } };
    const found = this.kept.get(id);
    if (!found || Date.parse(found.expirationDateTime) <= this.now().getTime())
      throw new GraphError(404, 'ResourceNotFound', 'The object was not found.');
    if (call.method === 'DELETE') {
      this.kept.delete(id);
      return { status: 204 };
    }
    if (call.method !== 'PATCH') return { status: 200, body: found };
    const change = changeSchema.safeParse(body);
    if (!change.success) throw refusals.badRequest('Invalid expirationDateTime.');
    this.requireEnd(change.data.expirationDateTime);
    found.expirationDateTime = change.data.expirationDateTime;
    return { status: 200, body: found };
  }

  /** Resolves when everything told so far has arrived, or failed to. */
  async settled(): Promise<void> {
    await this.telling;
  }

  private async create(body: unknown): Promise<GraphAnswer> {
    const parsed = newSchema.safeParse(body);
    if (!parsed.success) throw refusals.badRequest(z.prettifyError(parsed.error));
    this.requireEnd(parsed.data.expirationDateTime);
    await this.validate(parsed.data.notificationUrl);
    const kept = { ...parsed.data, id: randomUUID() };
    this.kept.set(kept.id, kept);
    const { clientState: _, ...shown } = kept;
    return { status: 201, body: { ...shown, clientState: null } };
  }

  private requireEnd(end: string): void {
    const minutes = (Date.parse(end) - this.now().getTime()) / 60_000;
    if (minutes <= 0 || minutes > mostMinutes)
      throw new GraphError(
        400,
        'InvalidRequest',
        `Subscription expiration can only be ${mostMinutes} minutes in the future.`,
      );
  }

  /** The handshake: the URL has to answer the token it gets, as plain text. */
  private async validate(url: string): Promise<void> {
    const token = `Validation: Testing client application reachability for subscription Request-Id: ${randomUUID()}`;
    const asked = `${url}?validationToken=${encodeURIComponent(token)}`;
    const answer = await this.deliver(asked, { method: 'POST', headers: { 'Content-Type': 'text/plain' } }).catch(
      () => null,
    );
    const right =
      answer?.status === 200 &&
      (answer.headers.get('content-type') ?? '').startsWith('text/plain') &&
      (await answer.text()) === token;
    if (!right)
      throw new GraphError(
        400,
        'ValidationError',
        `Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.`,
      );
  }

  /** Only ids are told; coming, changing and the recycle bin are all `updated`. */
  private tell(change: Change): void {
    const purged = change.kind === 'user' && this.world.entry(change.id)?.removed === 'purged';
    const changeType = purged ? 'deleted' : 'updated';
    for (const kept of this.kept.values()) {
      const wanted = kept.resource.endsWith(`${change.kind}s`) && kept.changeType.split(',').includes(changeType);
      if (!wanted || Date.parse(kept.expirationDateTime) <= this.now().getTime()) continue;
      const value = [
        {
          changeType,
          clientState: kept.clientState,
          resource: `${change.kind === 'user' ? 'Users' : 'Groups'}/${change.id}`,
          resourceData: { '@odata.type': `#Microsoft.Graph.${change.kind}`, id: change.id },
          subscriptionExpirationDateTime: kept.expirationDateTime,
          subscriptionId: kept.id,
          tenantId: this.world.tenant.id,
        },
      ];
      const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ value }) };
      const told = this.deliver(kept.notificationUrl, init).catch(() => undefined);
      this.telling = Promise.all([this.telling, told]);
    }
  }
}
