import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { openEmbeddedDatabase } from '../../embedded-db/index.ts';
import { stoppedClock } from '../platform/clock.ts';
import type { Assignment } from './assignment.ts';
import { assignmentLists } from './assignment-store.ts';
import { createSignatures, findMarkers, personTag } from './index.ts';
import { revisionPollMs } from './published.ts';
import { readRevision } from './revision-store.ts';
import { publishVersion, readPublished } from './template-store.ts';
import { buildPerson } from './testing.ts';

let folder = '';
let database: Awaited<ReturnType<typeof openEmbeddedDatabase>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signet-signatures-'));
  database = await openEmbeddedDatabase({
    file: join(folder, 'signet.db'),
    listen: { socket: join(folder, 'db.sock') },
  });
  await mongoose.connect(database.uri, { dbName: 'signatures' });
});

afterAll(async () => {
  await mongoose.disconnect();
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

const clock = stoppedClock('2026-11-22T12:00:00Z');
const warnings: string[] = [];
const log = { warn: (_: object, message: string) => void warnings.push(message) };
const build = () => createSignatures({ templatesFolder: 'templates', markerSecret: 'secret', clock, log });
const anna = buildPerson(
  { displayName: 'Anna Berg', mail: 'Anna@contoso.com' },
  { tenantId: 'contoso', id: 'contoso:anna' },
);
const request = { person: anna, from: 'anna@contoso.com', composeType: 'newMail', at: clock.now() } as const;

/** Puts an assignment before all others. */
async function putFirst(change: Partial<Assignment>): Promise<void> {
  const { items, revision } = await assignmentLists.read('contoso');
  const first: Assignment = {
    ...{ id: 'first', name: 'First', enabled: true, templateId: 'classic', choices: [], who: { everyone: true } },
    ...{ when: {}, revision: 1, changedAt: clock.now(), changedBy: 'a test' },
    ...change,
  };
  await assignmentLists.write('contoso', [first, ...items], revision);
}

beforeEach(async () => {
  for (const collection of Object.values(mongoose.connection.collections)) await collection.deleteMany({});
});

describe('seed', () => {
  it('gives a tenant two templates and their assignments, once', async () => {
    const signatures = build();
    await signatures.seed('contoso', { everyone: 'everyone' });
    const revision = await readRevision('contoso');
    await signatures.seed('contoso', { everyone: 'everyone' });
    expect(await readRevision('contoso')).toBe(revision);
    expect((await readPublished('contoso')).map(({ id, version }) => [id, version])).toEqual([
      ['classic', 1],
      ['compact', 1],
    ]);
    expect(await readPublished('fabrikam')).toEqual([]);
  });

  it('may be done by several processes at once', async () => {
    await Promise.all(
      [build(), build(), build()].map((signatures) => signatures.seed('contoso', { everyone: 'everyone' })),
    );
    expect(await readPublished('contoso')).toHaveLength(2);
    expect((await assignmentLists.read('contoso')).items).toHaveLength(2);
  });

  it('repairs what a crash left half done, and leaves changes alone', async () => {
    const signatures = build();
    await signatures.seed('contoso', { everyone: 'everyone' });
    await mongoose.connection.collection('templates').deleteMany({});
    await putFirst({ id: 'nobody', templateId: null });
    await signatures.seed('contoso', { everyone: 'everyone' });
    expect(await readPublished('contoso')).toHaveLength(2);
    expect(await signatures.render(request)).toBeNull();
  });
});

describe('render', () => {
  it('gives classic to new mail and compact to replies, with a genuine marker', async () => {
    const signatures = build();
    await signatures.seed('contoso', { everyone: 'everyone' });
    const fresh = await signatures.render(request);
    expect(fresh).toMatchObject({ template: { id: 'classic', version: 1 }, images: [], warnings: [] });
    expect(fresh?.html).toContain('Anna Berg');
    expect(fresh?.text).toBe('Anna Berg\n\nAnna@contoso.com');
    expect(findMarkers('secret', 'contoso', fresh?.html ?? '').map(({ marker, person }) => [marker, person])).toEqual(
      Array(2).fill([fresh?.marker, personTag('secret', 'contoso', 'contoso:anna')]),
    );
    expect((await signatures.render({ ...request, composeType: 'reply' }))?.template.id).toBe('compact');
    expect((await signatures.render({ ...request, composeType: 'forward' }))?.template.id).toBe('compact');
  });

  it('goes on to the next assignment where one names a template that is not there', async () => {
    const signatures = build();
    await signatures.seed('contoso', { everyone: 'everyone' });
    await putFirst({ id: 'gone', templateId: 'gone' });
    expect((await signatures.render(request))?.template.id).toBe('classic');
    await mongoose.connection.collection('templates').deleteMany({});
    signatures.forget('contoso');
    expect(await signatures.render(request)).toBeNull();
  });

  it('shows the address written from', async () => {
    const signatures = build();
    await signatures.seed('contoso', { everyone: 'everyone' });
    expect((await signatures.render({ ...request, from: 'sales@contoso.com' }))?.text).toContain('sales@contoso.com');
  });

  it('gives none to whom no assignment matches, and to removed persons', async () => {
    const signatures = build();
    await signatures.seed('contoso', { everyone: 'everyone' });
    expect(await signatures.render({ ...request, person: { ...anna, groupIds: [] } })).toBeNull();
    expect(await signatures.render({ ...request, person: { ...anna, state: 'removed' } })).toBeNull();
    expect(await signatures.render({ ...request, person: { ...anna, tenantId: 'fabrikam' } })).toBeNull();
  });

  it('shows a published version two seconds later at most, in every process', async () => {
    const [one, other] = [build(), build()];
    await one.seed('contoso', { everyone: 'everyone' });
    await Promise.all([one.render(request), other.render(request)]);
    const classic = (await readPublished('contoso')).find(({ id }) => id === 'classic');
    if (classic === undefined) throw new Error('classic is not there');
    await publishVersion('contoso', { ...classic, version: 2, source: { html: '<p>{{name}}, version 2</p>' } });
    expect((await other.render(request))?.template.version).toBe(1);
    clock.advance(revisionPollMs);
    for (const signatures of [one, other])
      expect((await signatures.render(request))?.text).toBe('Anna Berg, version 2');
    await expect(publishVersion('contoso', { ...classic, version: 2 })).rejects.toMatchObject({ code: 'DUPLICATE' });
  });

  it('is valid until the next beginning or end', async () => {
    const signatures = build();
    await signatures.seed('contoso', { everyone: 'everyone' });
    const starts = new Date('2026-11-22T12:30:00Z');
    await putFirst({ id: 'campaign', templateId: 'compact', when: { starts: '2026-11-22T12:30' } });
    expect(await signatures.render({ ...request, at: clock.now() })).toMatchObject({
      template: { id: 'classic' },
      validUntil: starts,
    });
    expect(await signatures.render({ ...request, at: starts })).toMatchObject({
      template: { id: 'compact' },
      validUntil: undefined,
    });
  });
});

describe('explain', () => {
  it('agrees with render and names who lost and why', async () => {
    const signatures = build();
    await signatures.seed('contoso', { everyone: 'everyone' });
    expect(await signatures.explain(request)).toMatchObject({
      template: 'classic',
      reason: 'Assignment “new-mail” is the first that matches and gives “classic”.',
      trail: [
        {
          assignment: 'replies',
          name: 'Replies and forwards',
          template: 'compact',
          matched: false,
          reason: 'It is for reply, forward, not for newMail.',
        },
        { assignment: 'new-mail', template: 'classic', matched: true, reason: 'The first assignment that matches.' },
      ],
    });
    expect(await signatures.explain({ ...request, person: { ...anna, groupIds: [] } })).toMatchObject({
      template: null,
      reason: 'No assignment matches.',
    });
  });
});
