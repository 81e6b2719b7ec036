import type { Page, PersonChange } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import { heldBack } from './hold.ts';
import type { Run } from './run.ts';
import { readStaged } from './run-page-store.ts';

/** A page of what a run does, or would do, person by person. The cursor says how many were given already. */
export async function listChanges(
  { tenantId, _id: runId, verdict, outcome }: Run,
  query: { what?: string; limit: number; cursor?: string },
): Promise<Page<PersonChange>> {
  const start = offsetOf(query.cursor);
  const items: PersonChange[] = [];
  // What was held and then approved has been applied.
  const kept = outcome === 'applied' ? undefined : verdict;
  let seen = 0;
  for await (const { changes } of readStaged(tenantId, runId)) {
    for (const staged of changes) {
      const { write: _write, what, ...change } = staged;
      if (what === 'touch' || (query.what !== undefined && query.what !== what)) continue;
      seen += 1;
      if (seen <= start) continue;
      if (items.length === query.limit) return { items, nextCursor: String(start + items.length) };
      const held = kept !== undefined && heldBack(staged, kept).kept;
      items.push({ ...change, what, ...(held ? { held } : {}) });
    }
  }
  return { items };
}

function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,9}$/.test(cursor))
    throw new SignetError('VALIDATION', 'cursor: this is not one that a page before gave.');
  return Number(cursor);
}
