import type { Change } from '../world/types.ts';
import { contextOf } from './collection.ts';
import type { Graph, GraphAnswer, GraphCall, JsonObject } from './graph-call.ts';
import { GraphError, refusals } from './graph-errors.ts';
import { packToken, unpackToken } from './paging.ts';
import { type ObjectKind, parseSelect } from './select.ts';

/** An object as delta sees it. */
export interface DeltaItem {
  object: JsonObject;
  removed?: 'soft' | 'purged';
  /** Ids and types at the other end of the tracked link. */
  links: { id: string; type: 'user' | 'group' }[];
}

/** What a delta runs over. */
export interface DeltaSource {
  set: 'users' | 'groups';
  kind: ObjectKind;
  /** The link that can be tracked. */
  relation: 'manager' | 'members';
  /** Is the link tracked without being selected? */
  relationByDefault: boolean;
  places: number;
  at(place: number): DeltaItem | undefined;
  find(id: string): DeltaItem | undefined;
  typeOf(id: string): 'user' | 'group';
}

/** Microsoft's staff give 200 objects a page as the most; `Prefer: odata.maxpagesize` only lowers it. */
const mostPerPage = 200;
/** Links come in portions; a large group is repeated with the rest of its members. */
const mostLinks = 500;
/** Delta tokens of directory objects live seven days (Graph documentation, delta query overview). */
const tokenLifeMs = 7 * 24 * 60 * 60 * 1000;

/** Where a round stands. Everything is in the token, as in the real one: the service remembers nothing. */
interface Round {
  set: string;
  select: string[] | null;
  ids: string[] | null;
  /** Changes after this version; null in the first round, which shows everything. */
  after: number | null;
  /** The round shows the world as of this version at least. */
  version: number;
  epoch: string;
  at: number;
  issued: number;
}

/** GET …/delta: first round, next page, or next round. */
export function answerDelta(graph: Graph, call: GraphCall, source: DeltaSource): GraphAnswer {
  const round = openRound(graph, call, source);
  const size = preferredSize(call);
  const minimal = /\breturn=minimal\b/i.test(call.headers.prefer ?? '');
  const latest = call.query.get('$deltatoken') === 'latest';
  const { value, next } = latest
    ? { value: [], next: undefined }
    : round.after === null
      ? firstRound(source, round, size)
      : laterRound(graph, source, round, round.after, size, minimal);
  const body: JsonObject = { '@odata.context': contextOf(graph, source.set, round.select?.join(',') ?? null) };
  const issued = graph.now().getTime();
  const link = `${graph.base}/${source.set}/delta?`;
  if (next !== undefined) body['@odata.nextLink'] = `${link}$skiptoken=${packToken({ ...round, at: next, issued })}`;
  else body['@odata.deltaLink'] = `${link}$deltatoken=${packToken({ ...round, after: null, at: 0, issued })}`;
  body.value = value;
  const applied = minimal ? { headers: { 'Preference-Applied': 'return=minimal' } } : {};
  return { status: 200, body, ...applied };
}

function openRound(graph: Graph, call: GraphCall, source: DeltaSource): Round {
  const { query } = call;
  const given = query.get('$skiptoken') ?? query.get('$deltatoken');
  const continues = given && given !== 'latest';
  const allowed = continues ? ['$skiptoken', '$deltatoken'] : ['$select', '$filter', '$deltatoken'];
  for (const name of query.keys()) {
    if (name.startsWith('$') && !allowed.includes(name)) {
      throw refusals.unsupported(
        `The query parameter '${name}' is not supported with delta${continues ? ' tokens' : ''}.`,
      );
    }
  }
  const { version, epoch } = graph.world.changes.stamp();
  if (!continues) {
    const select = parseSelect(source.kind, query.get('$select'), [source.relation]) ?? null;
    return { set: source.set, select, ids: idsOf(query.get('$filter')), after: null, version, epoch, at: 0, issued: 0 };
  }
  const before = unpackToken(given) as unknown as Round;
  if (before.set !== source.set) throw refusals.badRequest('Badly formed token.');
  const tooOld = graph.now().getTime() - before.issued > tokenLifeMs;
  if (tooOld || !graph.world.changes.knows(before)) throw startOver(graph, source);
  return query.has('$skiptoken') ? before : { ...before, after: before.version, version, epoch };
}

/** 410 with the address at which to begin again. */
function startOver(graph: Graph, { set }: DeltaSource): GraphError {
  const message =
    'The sync state generation is not found; the token is expired or the service was reset. Start a full synchronization.';
  return new GraphError(410, 'syncStateNotFound', message, { Location: `${graph.base}/${set}/delta?$deltatoken=` });
}

/** `id eq '…' or id eq '…'`, up to fifty: the only filter of delta. */
function idsOf(filter: string | null): string[] | null {
  if (filter === null) return null;
  const parts = filter
    .split(/\s+or\s+/i)
    .map((part) => /^\s*\(?\s*id eq '([^']+)'\s*\)?\s*$/i.exec(part)?.[1]?.toLowerCase());
  const ids = parts.filter((id): id is string => id !== undefined);
  if (ids.length !== parts.length)
    throw refusals.unsupported('Delta supports only filters of the form: id eq {value}.');
  if (ids.length > 50) throw refusals.unsupported('Delta supports at most 50 ids in a filter.');
  return ids;
}

function preferredSize(call: GraphCall): number {
  const asked = Number(/odata\.maxpagesize=(\d+)/i.exec(call.headers.prefer ?? '')?.[1] ?? mostPerPage);
  return Math.min(mostPerPage, Math.max(1, asked));
}

interface DeltaPage {
  value: JsonObject[];
  next?: number;
}

/** Everything there is, the recycle bin included. A page after the first repeats the last object before it: replays happen. */
function firstRound(source: DeltaSource, round: Round, size: number): DeltaPage {
  const value: JsonObject[] = [];
  const add = (item: DeltaItem) => value.push(...whole(source, round, item));
  const replayed = round.at > 0 && size > 1 ? source.at(round.at - 1) : undefined;
  if (replayed && wanted(round, replayed)) add(replayed);
  for (let place = round.at; place < source.places; place += 1) {
    const item = source.at(place);
    if (!item || !wanted(round, item)) continue;
    if (value.length >= size) return { value, next: place };
    add(item);
  }
  return { value };
}

function wanted({ ids }: Round, { object }: DeltaItem): boolean {
  return ids === null || ids.includes(String(object.id));
}

function laterRound(
  graph: Graph,
  source: DeltaSource,
  round: Round,
  after: number,
  size: number,
  minimal: boolean,
): DeltaPage {
  const kind = source.set === 'users' ? 'user' : 'group';
  const changes = graph.world.changes.between(after, round.version).filter((change) => change.kind === kind);
  const byId = new Map<string, Change[]>();
  for (const change of changes) {
    if (isTracked(source, round, change)) byId.set(change.id, [...(byId.get(change.id) ?? []), change]);
  }
  const all = [...byId].filter(([id]) => round.ids === null || round.ids.includes(id));
  const value = all.slice(round.at, round.at + size).flatMap(([id, own]) => changed(source, round, id, own, minimal));
  const next = round.at + size;
  return next < all.length ? { value, next } : { value };
}

function isTracked(source: DeltaSource, round: Round, { fields }: Change): boolean {
  return fields === undefined || fields.some((field) => tracked(source, round).includes(field));
}

function tracked({ kind, relation, relationByDefault }: DeltaSource, { select }: Round): readonly string[] {
  return select ?? (relationByDefault ? [...kind.defaults, relation] : kind.defaults);
}

function changed(source: DeltaSource, round: Round, id: string, own: Change[], minimal: boolean): JsonObject[] {
  const item = source.find(id);
  if (!item) return [];
  const anew = own.some(({ fields }) => fields === undefined);
  if (item.removed || anew) return whole(source, round, item);
  const fields = new Set(own.flatMap((change) => change.fields ?? []));
  const names = tracked(source, round).filter((name) => !minimal || fields.has(name));
  const links = fields.has(source.relation) ? linkChanges(source, item, own) : [];
  const shown = setValues(item, names);
  return links.length ? [{ ...shown, [`${source.relation}@delta`]: links }] : [shown];
}

function linkChanges({ typeOf }: DeltaSource, item: DeltaItem, own: Change[]): JsonObject[] {
  const now = new Set(item.links.map(({ id }) => id));
  const gone = [...new Set(own.flatMap(({ unlinked = [] }) => unlinked))].filter((id) => !now.has(id));
  const come = [...new Set(own.flatMap(({ linked = [] }) => linked))].filter((id) => now.has(id));
  const typed = (id: string) => ({ '@odata.type': `#microsoft.graph.${typeOf(id)}`, id });
  return [...gone.map((id) => ({ ...typed(id), '@removed': { reason: 'deleted' } })), ...come.map(typed)];
}

/** One object with all that is tracked; several times when its links don't fit into one portion. */
function whole(source: DeltaSource, round: Round, item: DeltaItem): JsonObject[] {
  if (item.removed) {
    return [{ id: item.object.id, '@removed': { reason: item.removed === 'soft' ? 'changed' : 'deleted' } }];
  }
  const names = tracked(source, round);
  const shown = setValues(item, names);
  if (!names.includes(source.relation) || !item.links.length) return [shown];
  const links = item.links.map(({ id, type }) => ({ '@odata.type': `#microsoft.graph.${type}`, id }));
  const portions: JsonObject[] = [];
  for (let start = 0; start < links.length; start += mostLinks) {
    portions.push({ ...shown, [`${source.relation}@delta`]: links.slice(start, start + mostLinks) });
  }
  return portions;
}

/** null was set once and cleared; what was never set is absent. */
function setValues({ object }: DeltaItem, names: readonly string[]): JsonObject {
  const present = names.filter((name) => name !== 'id' && object[name] !== undefined);
  return { ...Object.fromEntries(present.map((name) => [name, object[name]])), id: object.id };
}
