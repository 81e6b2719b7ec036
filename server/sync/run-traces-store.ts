import { stored } from '../platform/mongo.ts';
import { runs } from './run-store.ts';

/** A person as runs name them. */
export interface NamedPerson {
  id: string;
  addresses: string[];
}

/** Issues about the person, and those that name them. */
const issuesOf = ({ id, addresses }: NamedPerson): Record<string, unknown>[] => [
  { person: { $in: [id, ...addresses] } },
  ...addresses.map((address) => ({ message: { $regex: escaped(address), $options: 'i' } })),
];

/** The runs that name a person: those about them, started by them, or with something to say about them. */
export async function listRunsNaming(tenantId: string, person: NamedPerson): Promise<object[]> {
  const filter = { tenantId, $or: naming(person) };
  const projection = { person: 1, startedBy: 1, startedAt: 1, issues: { $elemMatch: { $or: issuesOf(person) } } };
  return stored(() => runs.find(filter, projection).sort({ startedAt: -1 }).lean());
}

/** Takes a person's names and addresses out of runs; that the runs took place stays. Gives how many named them. */
export async function erasePersonFromRuns(tenantId: string, person: NamedPerson): Promise<number> {
  const anyCase = person.addresses.map((address) => new RegExp(`^${escaped(address)}$`, 'i'));
  const named = await stored(() => runs.countDocuments({ tenantId, $or: naming(person) }));
  for (const [filter, update] of [
    ...issuesOf(person).map((issue) => [{ issues: { $elemMatch: issue } }, { $pull: { issues: issue } }] as const),
    [{ 'hold.removals.id': person.id }, { $pull: { 'hold.removals': { id: person.id } } }],
    [{ person: { $in: anyCase } }, { $set: { person: 'erased' } }],
    [{ startedBy: { $in: anyCase } }, { $set: { startedBy: 'erased' } }],
  ] as const)
    await stored(() => runs.collection.updateMany({ tenantId, ...filter } as never, update as never));
  return named;
}

function naming(person: NamedPerson): Record<string, unknown>[] {
  const anyCase = person.addresses.map((address) => new RegExp(`^${escaped(address)}$`, 'i'));
  return [
    { issues: { $elemMatch: { $or: issuesOf(person) } } },
    { 'hold.removals.id': person.id },
    { person: { $in: anyCase } },
    { startedBy: { $in: anyCase } },
  ];
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
