import type { FieldChange, PersonFields } from '../../contract/index.ts';
import type { DirectoryPerson, KnownPerson } from '../people/index.ts';
import type { Evaluated } from './evaluate.ts';

/** What a run would do to one person. `touch` refreshes only what Signet remembers of the directory. */
export interface Change {
  id: string;
  what: 'create' | 'update' | 'restore' | 'remove' | 'touch';
  name: string;
  address?: string;
  /** Why someone is removed. */
  reason?: string;
  fields: FieldChange[];
  /** What is written; nothing for someone who is only marked as removed. */
  write?: DirectoryPerson;
  /** What became of the account of someone whom sync otherwise leaves alone: it decides who may sign in. */
  account?: 'open' | 'disabled' | 'gone';
}

/** The change that notes what became of the account of someone left alone; none where that is known. */
export function accountChange(
  { id, closed, name = id }: { id: string; closed: boolean | undefined; name?: string },
  account: NonNullable<Change['account']>,
): Change[] {
  return closed === (account !== 'open') ? [] : [{ id, name, what: 'touch', fields: [], account }];
}

/**
 * What becomes of one person, or null where everything stays. Paused people stay as they are, whatever the directory says. (The spreads
 * come last: V8 11.3 keeps a literal that begins with one until its next full collection.)
 */
export function changeOf(evaluated: Evaluated, known: KnownPerson | undefined): Change | null {
  const { id, name } = evaluated;
  const person = known ? withFormerAddresses(evaluated.person, known) : evaluated.person;
  const about = { id, name, address: person.address };
  if (known?.state === 'paused') return null;
  if (!evaluated.import) return leavingOut(evaluated, known, about);
  if (!known) return { what: 'create', fields: [], write: person, ...about };
  const fields = diff(known, person);
  if (known.state === 'removed' || known.state === 'leftOut') {
    return { what: known.state === 'removed' ? 'restore' : 'create', fields, write: person, ...about };
  }
  const same = fields.length === 0 && known.kind === person.kind && known.rank === person.rank;
  if (!same) return { what: 'update', fields, write: person, ...about };
  return known.inputHash === person.inputHash ? null : { what: 'touch', fields: [], write: person, ...about };
}

function leavingOut(
  evaluated: Evaluated,
  known: KnownPerson | undefined,
  about: Pick<Change, 'id' | 'name' | 'address'>,
): Change | null {
  const { person, reason } = evaluated;
  if (known?.state === 'active') return { what: 'remove', reason, fields: [], write: person, ...about };
  // Remembered all the same, so that a later change of rules can let them in without reading the directory again.
  return known?.inputHash === person.inputHash ? null : { what: 'touch', reason, fields: [], write: person, ...about };
}

/** Addresses that the person loses find them for a while yet; those that come back are no former ones. */
function withFormerAddresses(
  person: DirectoryPerson,
  { addresses, formerAddresses = [] }: KnownPerson,
): DirectoryPerson {
  const has = new Set(person.addresses);
  const lost = addresses.filter((address) => !has.has(address));
  const kept = formerAddresses.filter(({ address }) => !has.has(address) && !lost.includes(address));
  if (lost.length === 0 && kept.length === formerAddresses.length) return person;
  return { ...person, formerAddresses: [...lost.map((address) => ({ address })), ...kept] };
}

/** Field by field, old → new, and what became of addresses and groups. */
export function diff(known: KnownPerson, person: DirectoryPerson): FieldChange[] {
  const changes: FieldChange[] = [];
  const names = new Set([...Object.keys(known.fields), ...Object.keys(person.fields)]);
  for (const name of [...names].sort()) {
    const [old, now] = [known.fields[name as keyof PersonFields], person.fields[name as keyof PersonFields]];
    if (old !== now)
      changes.push({ field: name, ...(old === undefined ? {} : { old }), ...(now === undefined ? {} : { new: now }) });
  }
  for (const list of ['addresses', 'groupIds'] as const) {
    const [old, now] = [known[list].join(', '), person[list].join(', ')];
    if (old !== now) changes.push({ field: list === 'groupIds' ? 'groups' : list, old, new: now });
  }
  return changes;
}

/** The fields that a change empties. */
export function blankedBy(change: Change): string[] {
  return change.fields.filter((field) => field.new === undefined || field.new === '').map((field) => field.field);
}

/** The same change with some fields left as they were; the next run will see them again. */
export function keeping(change: Change, kept: ReadonlySet<string>): Change {
  const { write } = change;
  const held = change.fields.filter((field) => kept.has(field.field) && blankedBy(change).includes(field.field));
  if (!write || held.length === 0) return change;
  const fields = { ...write.fields, ...Object.fromEntries(held.map(({ field, old }) => [field, old])) };
  return {
    ...change,
    fields: change.fields.filter((field) => !held.includes(field)),
    write: { ...write, fields, inputHash: '' },
  };
}
