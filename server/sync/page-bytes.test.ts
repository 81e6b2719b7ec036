import { describe, expect, it } from '@jest/globals';
import type { Change } from './changes.ts';
import { packChanges, packList, unpackChanges, unpackList } from './page-bytes.ts';

const written = (id: string, raw: unknown): Change => ({
  id,
  what: 'create',
  name: 'Ada\nLovelace',
  fields: [{ field: 'jobTitle', old: 'a\nb', new: 'c' }],
  write: {
    id,
    objectId: id,
    kind: 'user',
    addresses: [],
    fields: { displayName: 'Ada' },
    groupIds: [],
    rank: '00',
    raw: Buffer.from(JSON.stringify(raw)),
    memberOf: [],
    inputHash: 'i',
  },
});

describe('page bytes', () => {
  it('gives back what was packed, line ends and changes without a user included', async () => {
    const gone: Change = { id: 'b', what: 'remove', name: 'B', reason: 'left', fields: [] };
    const changes = [
      written('a', { id: 'a', note: 'one\ntwo\u2028three' }),
      gone,
      written('c', { id: 'c', nothing: null }),
    ];
    expect(await unpackChanges(await packChanges(changes))).toEqual(changes);
  });

  it('leaves the changes it packs as they are', async () => {
    const change = written('a', { id: 'a' });
    await packChanges([change]);
    expect(change.write?.raw).toEqual(Buffer.from('{"id":"a"}'));
  });

  it('packs nothing, too', async () => {
    expect(await unpackChanges(await packChanges([]))).toEqual([]);
    expect(await unpackList(await packList([]))).toEqual([]);
    expect(await unpackList(await packList(['a', 'b']))).toEqual(['a', 'b']);
  });
});
