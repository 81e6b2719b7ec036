import { describe, expect, it } from '@jest/globals';
import type { Change } from './changes.ts';
import { watchClaims } from './claim-watch.ts';

const change = (id: string, addresses: string[]) =>
  ({ id, what: 'create', name: id, fields: [], write: { id, addresses } }) as unknown as Change;

describe('the watch over addresses', () => {
  it('300,000 different addresses are not mistaken for one another: nothing staged is read again', async () => {
    // No database is open here: reading anything would fail.
    const watch = watchClaims({ tenantId: 't', runId: 'r', nobodyKnown: true });
    for (let person = 0; person < 100_000; person += 1) {
      const id = person.toString(16).padStart(8, '0');
      await watch.note([
        change(id, [`anna.${id}@contoso.example`, `a.${id}@contoso.example`, `${id}@fabrikam.example`]),
      ]);
    }
    expect(await watch.issues()).toEqual([]);
  });
});
