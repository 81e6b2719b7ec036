import type { Graph, GraphAnswer, GraphCall, JsonObject } from './graph-call.ts';
import type { ListQuery } from './list-query.ts';
import { nextLink, pageSize, startOf } from './paging.ts';
import { type ObjectKind, project } from './select.ts';

/** One object of a list. */
export interface Item {
  kind: ObjectKind;
  object: JsonObject;
  managerId?: string;
}

/** What a list is read from: places keep their numbers between pages, and may be empty. */
export interface Source {
  places: number;
  at(place: number): Item | undefined;
  /** Finds by id or name, so that a large directory isn't searched for one. */
  lookup?(names: string[]): Item[];
}

/** What a list may be made to show besides. */
export interface ListLook {
  /** `users`, `groups`, `directoryObjects`: for the context. */
  set: string;
  /** Each object says what it is (`@odata.type`). */
  typed?: boolean;
  /** Resource units without savings. */
  units: number;
  /** Without the right to read them, objects show only their id (Graph documentation, permissions overview). */
  hidden?: (item: Item) => boolean;
}

/** Answers a list: one page, a link to the next, and the count where it was asked for. */
export function answerList(
  graph: Graph,
  call: GraphCall,
  source: Source,
  query: ListQuery,
  look: ListLook,
): GraphAnswer {
  const size = pageSize(call);
  const start = startOf(call);
  const { found, next } = query.orderBy ? sortedPage(source, query, start, size) : page(source, query, start, size);
  const body: JsonObject = { '@odata.context': contextOf(graph, look.set, call.query.get('$select')) };
  if (query.count && start === 0) body['@odata.count'] = countItems(source, query);
  if (next !== undefined) body['@odata.nextLink'] = nextLink(graph.base, call, next);
  body.value = found.map((item) => show(graph, item, query, look));
  return { status: 200, body, units: unitsOf(call, look.units) };
}

/** How many objects of a source fit a query. */
export function countItems(source: Source, query: ListQuery): number {
  let count = 0;
  for (let place = 0; place < source.places; place += 1) if (fits(source.at(place), query)) count += 1;
  return count;
}

/** `…/$metadata#users(id,displayName)`, without the list when nothing was selected. */
export function contextOf(graph: Graph, set: string, select: string | null): string {
  return `${graph.base}/$metadata#${set}${select ? `(${select})` : ''}`;
}

/** Cost after Microsoft's table: $select saves one, $expand costs one, a small $top saves one; at least one. */
export function unitsOf(call: GraphCall, base: number): number {
  const { query } = call;
  const top = query.get('$top');
  const saved = (query.has('$select') ? 1 : 0) + (top !== null && Number(top) < 20 ? 1 : 0);
  return Math.max(1, base - saved + (query.has('$expand') ? 1 : 0));
}

/** One object as it is shown, with its manager where that was asked for. */
export function show(
  graph: Graph,
  item: Item,
  query: ListQuery,
  look: Pick<ListLook, 'typed' | 'hidden'> = {},
): JsonObject {
  const { select, expandManager } = query;
  const hidden = look.hidden?.(item) ?? false;
  const values = project(item.kind, hidden ? { id: item.object.id } : item.object, select);
  if (hidden) for (const name of item.kind.lists) if (name in values) values[name] = null;
  const shown = look.typed ? { '@odata.type': `#microsoft.graph.${item.kind.type}`, ...values } : values;
  const manager = expandManager && item.managerId ? graph.world.findUser(item.managerId) : undefined;
  if (!manager) return shown;
  const of = project(item.kind, manager.user, expandManager === 'default' ? undefined : expandManager);
  return { ...shown, manager: { '@odata.type': '#microsoft.graph.user', ...of } };
}

interface Page {
  found: Item[];
  /** Where the next page starts; missing at the end. */
  next?: number;
}

function page(source: Source, query: ListQuery, start: number, size: number): Page {
  const named = query.filter?.lookup;
  if (named && source.lookup && !query.search) {
    return { found: source.lookup(named.map(({ value }) => value)).filter((item) => fits(item, query)) };
  }
  const found: Item[] = [];
  for (let place = start; place < source.places; place += 1) {
    const item = source.at(place);
    if (!item || !fits(item, query)) continue;
    if (found.length === size) return { found, next: place };
    found.push(item);
  }
  return { found };
}

function sortedPage(source: Source, query: ListQuery, start: number, size: number): Page {
  const { property = 'displayName', descending = false } = query.orderBy ?? {};
  const key = ({ object }: Item) => String(object[property] ?? '');
  const all: Item[] = [];
  for (let place = 0; place < source.places; place += 1) {
    const item = source.at(place);
    if (item && fits(item, query)) all.push(item);
  }
  all.sort((a, b) => key(a).localeCompare(key(b), 'en') * (descending ? -1 : 1));
  return { found: all.slice(start, start + size), ...(start + size < all.length ? { next: start + size } : {}) };
}

function fits(item: Item | undefined, { filter, search }: ListQuery): boolean {
  return item !== undefined && (!filter || filter.test(item.object)) && (!search || search(item.object));
}
