import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSandbox, type TestSandbox } from '../testing/ask.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const eventual = { ConsistencyLevel: 'eventual' };
const idOf = (name: string) =>
  sandbox.world.allGroups().find(({ group }) => group.displayName === name)?.group.id ?? '';
const names = (value: { displayName: string }[]) => value.map(({ displayName }) => displayName);

describe('GET /groups', () => {
  it('has every kind of group, with the properties Graph shows', async () => {
    const { json } = await sandbox.get('/groups');
    const kinds = new Set(
      json.value.map((group: { groupTypes: string[]; mailEnabled: boolean; securityEnabled: boolean }) =>
        [group.groupTypes.join('+'), group.mailEnabled, group.securityEnabled].join(' '),
      ),
    );
    expect(kinds).toEqual(
      new Set(['Unified true false', ' false true', ' true true', ' true false', 'DynamicMembership false true']),
    );
    expect(json.value.length).toBeGreaterThanOrEqual(25);
    expect(json.value[0]).toMatchObject({
      deletedDateTime: null,
      classification: null,
      onPremisesProvisioningErrors: [],
    });
    expect(Object.keys(json.value[0])).toHaveLength(27);
  });

  it('suggests by the beginning of name or address without advanced mode', async () => {
    const filter = encodeURIComponent("startswith(displayName,'EU') or startswith(mail,'EU')");
    const { json } = await sandbox.get(`/groups?$filter=${filter}&$select=id,displayName,mail&$top=20`);
    expect(names(json.value)).toEqual(['EU Finance', 'Europe']);
  });

  it('searches by the beginning of any word, with the header only', async () => {
    const search = `/groups?$search=${encodeURIComponent('"displayName:fin"')}&$select=displayName`;
    expect(names((await sandbox.get(search, eventual)).json.value)).toEqual([
      'Finance & Controlling Team',
      'EU Finance',
    ]);
    const without = await sandbox.get(search);
    expect([without.status, without.json.error.code]).toEqual([400, 'Request_UnsupportedQuery']);
  });

  it('filters mail-enabled security groups', async () => {
    const filter = encodeURIComponent('mailEnabled eq true and securityEnabled eq true');
    const { json } = await sandbox.get(`/groups?$filter=${filter}`);
    expect(json.value.length).toBeGreaterThan(3);
    for (const group of json.value) expect(group).toMatchObject({ mailEnabled: true, securityEnabled: true });
  });

  it('sorts a filtered list in advanced mode, and counts it', async () => {
    const query = `/groups?$filter=${encodeURIComponent("startswith(displayName,'Office')")}&$count=true&$top=2&$orderby=displayName`;
    expect((await sandbox.get(query)).status).toBe(400);
    const { json } = await sandbox.get(query, eventual);
    expect(json['@odata.count']).toBe(7);
    expect(names(json.value)).toEqual(['Office Boston', 'Office Bristol']);
  });
});

describe('members', () => {
  it('directly: users and groups, each saying what it is', async () => {
    const { json } = await sandbox.get(`/groups/${idOf('Worldwide')}/members?$select=id,displayName`);
    expect(json['@odata.context']).toMatch(/#directoryObjects\(id,displayName\)$/);
    expect(json.value[0]).toEqual({
      '@odata.type': '#microsoft.graph.group',
      id: idOf('Europe'),
      displayName: 'Europe',
    });
  });

  it('through all levels, users only, each once, also around a circle', async () => {
    const path = `/groups/${idOf('Berth Circle A')}/transitiveMembers/microsoft.graph.user?$count=true&$select=id,jobTitle&$top=999`;
    const { json } = await sandbox.get(path, eventual);
    expect(new Set(json.value.map(({ jobTitle }: { jobTitle: string }) => jobTitle))).toEqual(
      new Set(['Berth Planner', 'Crane Supervisor']),
    );
    expect(new Set(json.value.map(({ id }: { id: string }) => id)).size).toBe(json['@odata.count']);
    expect(json.value[0]).not.toHaveProperty('@odata.type');
    expect((await sandbox.get(path)).status).toBe(400);
  });

  it('of "All Staff" are everyone in a department', async () => {
    const { json } = await sandbox.get(
      `/groups/${idOf('All Staff')}/transitiveMembers/microsoft.graph.user?$select=id&$top=999`,
    );
    expect(json.value.length).toBeGreaterThan(180);
  });

  it('are there with nothing but their ids when users may not be read', async () => {
    sandbox.world.grantedRoles.delete('User.Read.All');
    const { status, json } = await sandbox.get(`/groups/${idOf('EU Finance')}/members?$select=id,displayName,mail`);
    sandbox.world.grantConsent();
    expect(status).toBe(200);
    expect(json.value.length).toBeGreaterThan(0);
    for (const member of json.value) {
      expect(member).toMatchObject({ '@odata.type': '#microsoft.graph.user', displayName: null, mail: null });
      expect(member.id).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('of an empty group are none, of an unknown one 404', async () => {
    expect((await sandbox.get(`/groups/${idOf('Empty Quay')}/members`)).json.value).toEqual([]);
    expect((await sandbox.get('/groups/00000000-0000-0000-0000-000000000000/members')).status).toBe(404);
  });

  it('can be asked from the other side', async () => {
    const ada = 'ada.lindgaard@northwind-harbour.example';
    const direct = await sandbox.get(`/users/${ada}/memberOf/microsoft.graph.group?$select=displayName`);
    const all = await sandbox.get(`/users/${ada}/transitiveMemberOf/microsoft.graph.group?$select=displayName`);
    expect(names(direct.json.value)).not.toContain('All Staff');
    expect(names(all.json.value)).toEqual(expect.arrayContaining([...names(direct.json.value), 'All Staff']));
  });
});
