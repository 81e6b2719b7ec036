import { directoryUser } from '../sync/directory-users.ts';

/** A made-up person as Signet would store one: about 1 KB of BSON, found by a unique key. */
export interface BenchPerson {
  key: string;
  fields: Record<string, unknown>;
}

/** The person with this number. */
export function personAt(number: number): BenchPerson {
  const user = directoryUser(number) as Record<string, unknown>;
  const { onPremisesExtensionAttributes, assignedLicenses, id, ...fields } = user;
  return { key: `tenant:${String(id)}`, fields: { tenantId: 'tenant', ...fields, at: new Date(1_700_000_000_000) } };
}

/** The upsert of a person by the unique key. */
export function upsertOf(number: number): { filter: { key: string }; update: { $set: Record<string, unknown> } } {
  const { key, fields } = personAt(number);
  return { filter: { key }, update: { $set: fields } };
}

/** How many upserts go into one batch, as a page of the directory does. */
export const BATCH = 999;
