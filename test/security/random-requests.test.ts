import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorSchema } from '../../contract/api/index.ts';
import { type AccessWorld, openAccessWorld } from '../support/access-world.ts';
import { attackRequests } from '../support/attack-requests.ts';
import { realIds, routes } from './attack-ids.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

describe(`random and mutated requests (SEED=${seed})`, () => {
  let world: AccessWorld;
  beforeAll(async () => {
    world = await openAccessWorld();
  });
  afterAll(() => world?.close());

  it('are answered without a fault of the server, each in the one form of errors', async () => {
    const ids = await realIds(world);
    const idFor = ({ path }: { path: string }) =>
      ids[Object.keys(ids).find((one) => path.startsWith(one)) ?? ''] ?? 'x';
    // Disconnecting would end the test, and a clock that stands still makes no server healthy.
    const left = ['/api/v1/tenants/:id', '/health/ready'];
    const attacked = routes.filter(({ path }) => !left.includes(path));
    const admin = await world.apiToken('admin');
    const employee = world.bearer(await world.userToken());
    const statuses = new Map<number, number>();
    for (const request of attackRequests({ routes: attacked, seed, idFor }, 700)) {
      const { method, path, headers, body } = request;
      const proof = path.startsWith('/api/v1/me/') ? employee : admin;
      const answer = await world.ask(method, path, { ...headers, ...proof }, body);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const shown = JSON.stringify(request).slice(0, 600);
      if (answer.status >= 500) throw new Error(`${answer.status} ${answer.text}\nfor ${shown}\n${world.log.at(-1)}`);
      // A CSV file with mistakes is answered with the list of them.
      if (answer.status >= 400 && answer.body && answer.status !== 422) errorSchema.parse(answer.body);
      // What a library says of values stays inside.
      expect(answer.status === 400 ? answer.text : '').not.toMatch(
        /Invalid |Too (?:big|small)|Unrecognized|expected \w+, rec/,
      );
      if (({} as { polluted?: unknown }).polluted !== undefined)
        throw new Error(`Object.prototype was changed by ${shown}`);
      expect(answer.headers.get('x-injected')).toBeNull();
    }
    // Were everything refused at the door, nothing would have been tried.
    expect(statuses.get(200)).toBeGreaterThan(50);
    expect(statuses.get(400)).toBeGreaterThan(50);
  }, 120_000);
});
