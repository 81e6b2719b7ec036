import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GroupView, PersonView } from '../../contract/index.ts';
import { makeDataDir, type RunningSignet, startSignet } from '../support/signet-process.ts';

describe('groups over HTTP', () => {
  const data = makeDataDir();
  let signet: RunningSignet;
  let token = '';
  const admin = {
    call: async (method: string, path: string, body?: unknown) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(`${signet.ready.url}${path}`, { method, headers, ...sent });
      return { status: answer.status, body: await answer.json() };
    },
  };

  beforeAll(async () => {
    signet = await startSignet({ DATA_DIR: data.path });
    const made = await signet.command('token', 'create', '--role', 'admin', '--name', 'groups', '--json');
    token = JSON.parse(made.stdout).token;
  }, 60_000);
  afterAll(async () => {
    await signet?.stop();
    data.remove();
  });

  const groups = async () => ((await admin.call('GET', '/api/v1/groups')).body as { items: GroupView[] }).items;

  it('are made once, filled by hand, and count their people', async () => {
    const made = await admin.call('POST', '/api/v1/groups', { name: 'Board' });
    expect([made.status, (await admin.call('POST', '/api/v1/groups', { name: 'board' })).status]).toEqual([201, 200]);
    const address = 'groups-test@example.com';
    const person = (await admin.call('POST', '/api/v1/people', { address })).body as PersonView;
    const before = (await groups()).find(({ name }) => name === 'Board');
    expect(before).toMatchObject({ people: 0, byHand: 0 });

    const path = `/api/v1/people/${encodeURIComponent(person.id)}`;
    const after = (await admin.call('PATCH', path, { groups: ['Board'] })).body as PersonView;
    expect(after.groups).toContainEqual({ id: before?.id, name: 'Board', byHand: true });
    expect((await groups()).find(({ name }) => name === 'Board')).toMatchObject({ people: 1, byHand: 1 });

    await admin.call('POST', '/api/v1/people/bulk', { action: 'remove', ids: [person.id] });
    expect((await groups()).find(({ name }) => name === 'Board')).toMatchObject({ people: 0, byHand: 0 });
  });

  it('of the directory are found by id as well, and bad ids are refused', async () => {
    const found = (await admin.call('GET', '/api/v1/directory/groups?query=Management')).body as {
      items: { id: string; name: string }[];
    };
    const [first] = found.items;
    const byId = await admin.call('GET', `/api/v1/directory/groups?ids=${first?.id}`);
    expect((byId.body as typeof found).items).toEqual([first]);
    expect((await admin.call('GET', '/api/v1/directory/groups?ids=nonsense')).status).toBe(400);
  });
});
