import type { CoverageQuery, CoverageView, Delivery, Page } from '../../contract/index.ts';
import { listPeople, type Person } from '../people/index.ts';
import { type CoverageDocument, deleteCoverageOf, findCoverage, noteCoverage } from './coverage-store.ts';
import { deleteDeliveriesOf, insertDeliveries, toDocuments } from './delivery-store.ts';

/** People looked at for one page at most: a rare outcome among very many people takes several pages. */
const mostLookedAt = 5000;

/** Keeps what the add-in of one person reports. */
export async function keepReports(
  { tenantId, id }: Pick<Person, 'tenantId' | 'id'>,
  reports: Delivery[],
  now: Date,
): Promise<void> {
  const documents = toDocuments(tenantId, id, reports, now);
  await insertDeliveries(documents);
  await noteCoverage(tenantId, id, documents);
}

/** Forgets all reports about one person. Gives how many there were. */
export async function forgetReports(tenantId: string, personId: string): Promise<number> {
  await deleteCoverageOf(tenantId, personId);
  return deleteDeliveriesOf(tenantId, personId);
}

/** People by name, each with what their add-in last reported; those without a report too. */
export async function listCoverage(tenantId: string, query: CoverageQuery): Promise<Page<CoverageView>> {
  const isNarrowed = query.seen !== undefined || query.client !== undefined || query.outcome !== undefined;
  const pageFrom = (cursor: string | undefined, limit: number) =>
    listPeople(tenantId, { query: query.query, group: query.group, state: query.state ?? 'active', limit, cursor });
  const items: CoverageView[] = [];
  let { cursor } = query;
  for (let looked = 0; looked < mostLookedAt; ) {
    const { people, nextCursor } = await pageFrom(cursor, isNarrowed ? 200 : query.limit);
    const known = await findCoverage(
      tenantId,
      people.map(({ id }) => id),
    );
    for (const [index, person] of people.entries()) {
      const document = known.get(person.id);
      if (fits(document, query)) items.push(toView(person, document));
      if (items.length < query.limit || index === people.length - 1) continue;
      // Full in the middle of what was read: the next page starts after this one.
      return { items, nextCursor: (await pageFrom(cursor, index + 1)).nextCursor };
    }
    looked += people.length;
    cursor = nextCursor;
    if (!cursor || items.length === query.limit) break;
  }
  return { items, ...(cursor ? { nextCursor: cursor } : {}) };
}

function fits(document: CoverageDocument | undefined, { seen, client, outcome }: CoverageQuery): boolean {
  if (seen && (seen === 'yes') !== (document !== undefined)) return false;
  if (client && !Object.hasOwn(document?.clients ?? {}, client)) return false;
  return !outcome || document?.last?.outcome === outcome;
}

function toView(person: Person, document: CoverageDocument | undefined): CoverageView {
  const clients = Object.entries(document?.clients ?? {})
    .map(([platform, { version, at }]) => ({ platform, version, at: at.toISOString() }))
    .sort((a, b) => b.at.localeCompare(a.at));
  return {
    person: {
      id: person.id,
      name: person.fields.displayName ?? '',
      ...(person.address ? { address: person.address } : {}),
    },
    ...(document?.last ? { last: { ...document.last, at: document.last.at.toISOString() } } : {}),
    ...(document?.insertedAt ? { insertedAt: document.insertedAt.toISOString() } : {}),
    clients,
  };
}
