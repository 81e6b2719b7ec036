import { z } from 'zod';
import { batchSize } from '../directory/index.ts';
import { notePurposes, readMailboxCandidates } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import type { TenantService } from '../tenants/index.ts';
import type { Sweep } from './backlog.ts';
import type { SyncService } from './sync-service.ts';

const [hour, day] = [3_600_000, 24 * 3_600_000];
/** What a mailbox is for rarely changes. Milliseconds. */
const believedFor = 30 * day;
const permissions = ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'];
const settingsSchema = z.looseObject({ userPurpose: z.string() });

export interface MailboxBacklogOptions {
  tenants: TenantService;
  sync: Pick<SyncService, 'start'>;
  clock: Clock;
}

/**
 * What mailboxes are for, of disabled and unlicensed users: that is how shared ones, rooms and equipment are told from people who
 * left. Needs MailboxSettings.Read; without it nothing is asked, and the tenant's view says what is missing.
 */
export function createMailboxSweep({ tenants, sync, clock }: MailboxBacklogOptions): Sweep {
  return {
    name: 'mailboxes',
    every: hour,
    async next({ _id: tenantId }, after, signal) {
      const roles = await tenants.grantedRoles(tenantId);
      if (!permissions.some((permission) => roles.includes(permission))) return { last: null };
      const now = clock.now();
      const before = new Date(now.getTime() - believedFor);
      const candidates = await readMailboxCandidates(tenantId, { after, before, limit: batchSize });
      if (candidates.length === 0) return { last: null };
      const graph = tenants.graphOf(tenantId, { priority: 'low' });
      const pathOf = (objectId: string) => `/users/${encodeURIComponent(objectId)}/mailboxSettings`;
      const answers = await graph.readBatch(
        candidates.map(({ objectId }) => pathOf(objectId)),
        signal,
      );
      const known = candidates.flatMap((candidate) => {
        const { status = 0, body } = answers.get(pathOf(candidate.objectId)) ?? {};
        if (status === 200) return [{ ...candidate, now: settingsSchema.safeParse(body).data?.userPurpose }];
        // No mailbox, or one on premises; anything else is asked again with the next sweep.
        return status === 404 ? [{ ...candidate, now: undefined }] : [];
      });
      if (known.length === 0 && candidates.every(({ objectId }) => answers.get(pathOf(objectId))?.status === 403))
        throw new SignetError('CONSENT_MISSING', 'Microsoft Graph does not let Signet read what mailboxes are for.');
      await notePurposes(
        tenantId,
        known.map((one) => ({ id: one.id, purpose: one.now })),
        now,
      );
      return { last: candidates.at(-1)?.id ?? null, found: known.some((one) => one.purpose !== one.now) };
    },
    onFound: async ({ _id: tenantId, settings }) => {
      // Where nothing starts on its own, the next sync by hand sees them.
      if (!settings.sync.auto.enabled) return;
      await sync.start(tenantId, { kind: 'delta', trigger: 'ruleChange', preview: false });
    },
  };
}
