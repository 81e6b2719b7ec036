import { removePeople, restorePeople, writeDirectoryPeople } from '../people/index.ts';
import type { Plan } from './plan.ts';

const chunk = 500;

/** Writes a plan. Every write is idempotent, so that an interrupted plan can be applied again from the start. */
export async function apply(
  tenantId: string,
  plan: Plan,
  now: Date,
  options: { removals: boolean; signal: AbortSignal },
): Promise<void> {
  for (const persons of chunks(plan.writes)) {
    options.signal.throwIfAborted();
    await writeDirectoryPeople(tenantId, persons, now);
  }
  for (const ids of chunks(plan.restores)) await restorePeople(tenantId, ids, now);
  if (options.removals)
    await applyRemovals(
      tenantId,
      plan.removals.map(({ id }) => id),
      now,
      options.signal,
    );
}

/** Removes these people, marked for coming back. */
export async function applyRemovals(tenantId: string, ids: string[], now: Date, signal?: AbortSignal): Promise<void> {
  for (const some of chunks(ids)) {
    signal?.throwIfAborted();
    await removePeople(tenantId, some, now);
  }
}

function* chunks<Item>(items: Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += chunk) yield items.slice(start, start + chunk);
}
