import type { ImportedPerson, ImportProblem, ImportResult } from '../../contract/index.ts';
import { type Actor, audit } from '../access/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { readOwners, updatePerson } from './by-hand-store.ts';
import { addManual, type GroupsByName } from './people-service.ts';
import type { PersonDocument } from './person-model-store.ts';
import { type ImportLine, readImport } from './read-import.ts';

/** A line with whom it is about, if they are known, and what it changes. */
interface Planned {
  line: ImportLine;
  owner?: PersonDocument;
  /** Others who have one of the aliases. */
  others: PersonDocument[];
  /** What the owner has not yet. */
  newAliases: string[];
  newGroups: string[];
  result: ImportedPerson;
}

/** Bytes of a CSV file as text. @throws {SignetError} VALIDATION where it isn't UTF-8 */
export function decodeCsv(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new SignetError('VALIDATION', 'The file is not UTF-8: save it as “CSV UTF-8”.', { cause: error });
  }
}

/**
 * Imports the people of a CSV text: those not known are entered by hand, of the others the named values are changed by hand. With
 * problems, or with `dryRun`, nothing is written. Importing the same again changes nothing; after a crash, it completes what is missing.
 */
export async function importPeople(
  tenantId: string,
  text: string,
  { dryRun, by, clock, groups }: { dryRun: boolean; by: Actor; clock: Clock; groups: GroupsByName },
): Promise<ImportResult> {
  const { lines, problems } = readImport(text);
  const owners = await ownersOf(tenantId, lines);
  const planned = lines.map((line) => plan(line, owners, (name) => groups.idOf(tenantId, name)));
  const all = [...problems, ...planned.flatMap(conflict)].sort((a, b) => a.line - b.line);
  const writes = !dryRun && all.length === 0;
  if (writes) for (const one of planned) await write(tenantId, one, { by, clock, groups });
  const count = (what: ImportedPerson['what']) => planned.filter(({ result }) => result.what === what).length;
  return {
    dryRun,
    ...{ created: count('create'), updated: count('update'), unchanged: count('unchanged') },
    problems: all,
    people: planned.map(({ result }) => result),
  };
}

/** Who has the addresses of a file, by address. */
async function ownersOf(tenantId: string, lines: ImportLine[]): Promise<Map<string, PersonDocument[]>> {
  const owners = new Map<string, PersonDocument[]>();
  const addresses = lines.flatMap(({ address, aliases }) => [address, ...aliases]);
  for (let start = 0; start < addresses.length; start += 500)
    for (const person of await readOwners(tenantId, addresses.slice(start, start + 500)))
      for (const address of person.addresses) {
        const there = owners.get(address) ?? [];
        if (!there.some(({ _id }) => _id === person._id)) owners.set(address, [...there, person]);
      }
  return owners;
}

function ownerOf(address: string, owners: Map<string, PersonDocument[]>): PersonDocument | undefined {
  const all = owners.get(address) ?? [];
  return all.find(({ state }) => state !== 'removed') ?? all[0];
}

function plan(line: ImportLine, owners: Map<string, PersonDocument[]>, idOf: (name: string) => string): Planned {
  const owner = ownerOf(line.address, owners);
  const others = line.aliases.flatMap((alias) => ownerOf(alias, owners) ?? []).filter(({ _id }) => _id !== owner?._id);
  const there = { ...owner?.fields, ...owner?.overrides } as Record<string, string>;
  const newAliases = owner ? line.aliases.filter((alias) => !owner.addresses.includes(alias)) : [];
  const groupIds = new Set([...(owner?.groupIds ?? []), ...(owner?.addedGroupIds ?? [])]);
  const newGroups = owner ? line.groups.filter((name) => !groupIds.has(idOf(name))) : [];
  const fields = [
    ...Object.entries(line.fields)
      .filter(([field, value]) => there[field] !== value)
      .map(([field, value]) => ({ field, ...(there[field] ? { old: there[field] } : {}), new: value })),
    ...(newAliases.length > 0 ? [{ field: 'addresses', new: newAliases.join(', ') }] : []),
    ...(newGroups.length > 0 ? [{ field: 'groups', new: newGroups.join(', ') }] : []),
  ];
  const what = !owner ? 'create' : fields.length > 0 ? 'update' : 'unchanged';
  const name = line.fields.displayName ?? there.displayName ?? line.address;
  return {
    ...{ line, owner, others, newAliases, newGroups },
    result: { line: line.line, address: line.address, name, what, fields },
  };
}

/** Why a line cannot be imported, though it is well written. */
function conflict({ line, owner, others, newAliases }: Planned): ImportProblem[] {
  const problems: ImportProblem[] = [];
  if (owner?.state === 'removed')
    problems.push({
      line: line.line,
      message: `${line.address} was removed. Restore them first (signet people restore ${line.address}), or leave the line out.`,
    });
  if (owner?.source === 'directory' && newAliases.length > 0 && others.length === 0)
    problems.push({
      line: line.line,
      message: `${newAliases[0]} is not among the addresses of ${line.address} in Microsoft 365: leave it out, or add it there.`,
    });
  for (const other of others)
    problems.push({
      line: line.line,
      message: `An alias of ${line.address} belongs to ${other.fields?.displayName ?? other.address} already: leave it out.`,
    });
  return problems;
}

interface Writing {
  by: Actor;
  clock: Clock;
  groups: GroupsByName;
}

async function write(tenantId: string, planned: Planned, writing: Writing): Promise<void> {
  if (planned.result.what === 'unchanged') return;
  if (planned.owner) await change(tenantId, planned, planned.owner, writing);
  else await add(tenantId, planned.line, writing);
}

async function add(tenantId: string, line: ImportLine, { by, clock, groups }: Writing): Promise<void> {
  const now = clock.now();
  const addresses = [...new Set([line.address, ...line.aliases])];
  const groupIds = await groups.ensure(tenantId, [groups.everyone, ...line.groups]);
  const person = { address: line.address, kind: 'user' as const, fields: line.fields };
  const { _id, fields } = await addManual(tenantId, person, addresses, groupIds, now);
  await audit(tenantId, { by, what: 'person.import', targets: [_id], after: { addresses, fields } }, now);
}

async function change(
  tenantId: string,
  { line, newAliases, newGroups, result }: Planned,
  owner: PersonDocument,
  { by, clock, groups }: Writing,
): Promise<void> {
  const now = clock.now();
  const [values, groupField] = owner.source === 'manual' ? ['fields', 'groupIds'] : ['overrides', 'addedGroupIds'];
  const changed = result.fields.filter(({ field }) => field in line.fields);
  const add: Record<string, { $each: string[] }> = {};
  if (newAliases.length > 0) add.addresses = { $each: newAliases };
  if (newGroups.length > 0) add[groupField as string] = { $each: await groups.ensure(tenantId, newGroups) };
  const update = {
    $set: Object.fromEntries(changed.map(({ field, new: value }) => [`${values}.${field}`, value])),
    ...(Object.keys(add).length > 0 ? { $addToSet: add } : {}),
  };
  await updatePerson(tenantId, owner._id, update, { now });
  const before = Object.fromEntries(result.fields.map(({ field, old }) => [field, old]));
  const after = Object.fromEntries(result.fields.map(({ field, new: value }) => [field, value]));
  await audit(tenantId, { by, what: 'person.import', targets: [owner._id], before, after }, now);
}
