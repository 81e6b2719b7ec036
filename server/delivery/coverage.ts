import {
  type CoverageQuery,
  type CoverageSummary,
  type CoverageView,
  type DeliveryOutcome,
  deliveryOutcomes,
  type Page,
} from '../../contract/index.ts';
import { countPeople, findPeople, listPeople, type Person } from '../people/index.ts';
import { SignetError } from '../platform/errors.ts';
import { type After, type CoverageDocument, countOutcome, findCoverage, listCoverage } from './coverage-store.ts';
import { countOutlooks, findOutlooks, listByPlatform, type OutlookDocument } from './outlook-store.ts';

/** People looked at for one page at most: few among very many take several pages. */
const mostLookedAt = 5000;
/** People looked at in one go, where not everybody who is looked at is shown. */
const batch = 200;

/** How far the add-in has come. */
export async function summariseCoverage(tenantId: string): Promise<CoverageSummary> {
  const [people, clients, counts] = await Promise.all([
    countPeople(tenantId),
    countOutlooks(tenantId),
    Promise.all(deliveryOutcomes.map(async (outcome) => ({ outcome, people: await countOutcome(tenantId, outcome) }))),
  ]);
  const outcomes = counts.filter((count) => count.people > 0);
  return { people, heardOf: outcomes.reduce((sum, count) => sum + count.people, 0), outcomes, clients };
}

/**
 * People, each with what their add-in last reported. Either those with reports are gone through, so that a rare outcome is found at
 * once; or everybody by name, where those without a report are wanted too, or something about the person narrows the list.
 */
export async function coveragePage(tenantId: string, query: CoverageQuery): Promise<Page<CoverageView>> {
  const isOfReports = query.seen === 'yes' || query.client !== undefined || query.outcome !== undefined;
  const isOfPeople = query.seen === 'no' || query.query !== undefined || query.group !== undefined;
  return isOfReports && !isOfPeople ? pageByReport(tenantId, query) : pageByName(tenantId, query);
}

async function pageByReport(tenantId: string, query: CoverageQuery): Promise<Page<CoverageView>> {
  const { client, outcome } = query;
  const byPlatform = client !== undefined && (outcome === undefined || isCommon(outcome));
  const items: CoverageView[] = [];
  let after = query.cursor === undefined ? undefined : readCursor(query.cursor);
  for (let looked = 0; looked < mostLookedAt; looked += batch) {
    const heard = byPlatform
      ? await listByPlatform(tenantId, client, batch, after)
      : await listCoverage(tenantId, outcome, batch, after);
    const ids = heard.map(({ personId }) => personId);
    const people = new Map((await findPeople(tenantId, ids)).map((person) => [person.id, person]));
    const known = await readKnown(tenantId, ids);
    for (const [index, place] of heard.entries()) {
      const person = people.get(place.personId);
      after = place;
      if (person?.state !== (query.state ?? 'active') || !fits(known(person.id), query)) continue;
      items.push(toView(person, known(person.id)));
      const isLast = heard.length < batch && index === heard.length - 1;
      if (items.length === query.limit) return isLast ? { items } : { items, nextCursor: writeCursor(place) };
    }
    if (heard.length < batch) return { items };
  }
  return { items, ...(after ? { nextCursor: writeCursor(after) } : {}) };
}

/** Does it say less than which Outlook it was? */
const isCommon = (outcome: DeliveryOutcome) => outcome !== 'failed' && outcome !== 'none';

async function pageByName(tenantId: string, query: CoverageQuery): Promise<Page<CoverageView>> {
  const isNarrowed = query.seen !== undefined || query.client !== undefined || query.outcome !== undefined;
  const pageFrom = (cursor: string | undefined, limit: number) =>
    listPeople(tenantId, { query: query.query, group: query.group, state: query.state ?? 'active', limit, cursor });
  const items: CoverageView[] = [];
  let { cursor } = query;
  for (let looked = 0; looked < mostLookedAt; ) {
    const { people, nextCursor } = await pageFrom(cursor, isNarrowed ? batch : query.limit);
    const known = await readKnown(
      tenantId,
      people.map(({ id }) => id),
    );
    for (const [index, person] of people.entries()) {
      if (fits(known(person.id), query)) items.push(toView(person, known(person.id)));
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

/** What the reports say of one person. */
interface Known {
  document: CoverageDocument | undefined;
  outlooks: OutlookDocument[];
}

async function readKnown(tenantId: string, ids: string[]): Promise<(id: string) => Known> {
  const [documents, outlooks] = await Promise.all([findCoverage(tenantId, ids), findOutlooks(tenantId, ids)]);
  return (id) => ({ document: documents.get(id), outlooks: outlooks.get(id) ?? [] });
}

function fits({ document, outlooks }: Known, { seen, client, outcome }: CoverageQuery): boolean {
  if (seen && (seen === 'yes') !== (document !== undefined)) return false;
  if (client && !outlooks.some(({ platform }) => platform === client)) return false;
  return !outcome || document?.last?.outcome === outcome;
}

function toView(person: Person, { document, outlooks }: Known): CoverageView {
  return {
    person: {
      id: person.id,
      name: person.fields.displayName ?? '',
      ...(person.address ? { address: person.address } : {}),
    },
    ...(document?.last ? { last: { ...document.last, at: document.last.at.toISOString() } } : {}),
    ...(document?.insertedAt ? { insertedAt: document.insertedAt.toISOString() } : {}),
    clients: outlooks.map(({ platform, version, at }) => ({ platform, version, at: at.toISOString() })),
  };
}

function writeCursor({ at, personId }: After): string {
  return Buffer.from(JSON.stringify([at.getTime(), personId])).toString('base64url');
}

function readCursor(cursor: string): After {
  try {
    const [at, personId]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const moment = new Date(typeof at === 'number' ? at : Number.NaN);
    if (!Number.isNaN(moment.getTime()) && typeof personId === 'string') return { at: moment, personId };
  } catch {
    // Falls through to the same answer as a cursor of the wrong shape.
  }
  throw new SignetError('VALIDATION', 'cursor: this is not one that a page before gave.');
}
