import type { UserEntry } from '../world/types.ts';
import type { Graph, GraphAnswer, GraphCall, JsonObject } from './graph-call.ts';
import { refusals } from './graph-errors.ts';
import { type ListQuery, parseListQuery } from './list-query.ts';
import { allowOptions, nextLink, pageSize, startOf } from './paging.ts';
import { parseSelect, project, userKind } from './select.ts';

/** Refuses a token without the role that reading users takes. */
export function requireUserRead(call: GraphCall): void {
  if (!['User.Read.All', 'Directory.Read.All'].some((role) => call.roles.has(role))) throw refusals.denied();
}

/** A present user, by object id or user principal name; 404 otherwise. */
export function requireUser(graph: Graph, idOrName: string): UserEntry {
  const entry = graph.world.findUser(idOrName);
  if (!entry) throw refusals.notFound(idOrName);
  return entry;
}

/** GET /users */
export function listUsers(graph: Graph, call: GraphCall): GraphAnswer {
  requireUserRead(call);
  allowOptions(call, [
    '$select',
    '$top',
    '$filter',
    '$count',
    '$search',
    '$orderby',
    '$orderBy',
    '$expand',
    '$skiptoken',
  ]);
  const query = parseListQuery(userKind, call);
  const size = pageSize(call);
  const { found, next } = query.orderBy ? sortedPage(graph, call, query, size) : page(graph, call, query, size);
  const body: JsonObject = { '@odata.context': contextOf(graph, 'users', call.query.get('$select')) };
  if (query.count && startOf(call) === 0) body['@odata.count'] = countUsers(graph, query);
  if (next !== undefined) body['@odata.nextLink'] = nextLink(graph.base, call, next);
  body.value = found.map((entry) => showUser(graph, entry, query));
  return { status: 200, body, units: unitsOf(call, 2) };
}

/** GET /users/$count */
export function countOfUsers(graph: Graph, call: GraphCall): GraphAnswer {
  requireUserRead(call);
  call.query.set('$count', 'true');
  const body = String(countUsers(graph, parseListQuery(userKind, call)));
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, body };
}

/** GET /users/{id} */
export function getUser(graph: Graph, call: GraphCall, idOrName: string): GraphAnswer {
  requireUserRead(call);
  allowOptions(call, ['$select', '$expand']);
  const query = parseListQuery(userKind, call);
  const entry = requireUser(graph, idOrName);
  const context = { '@odata.context': `${contextOf(graph, 'users', call.query.get('$select'))}/$entity` };
  return { status: 200, body: { ...context, ...showUser(graph, entry, query) }, units: unitsOf(call, 1) };
}

/** GET /users/{id}/manager */
export function getManager(graph: Graph, call: GraphCall, idOrName: string): GraphAnswer {
  requireUserRead(call);
  const { managerId } = requireUser(graph, idOrName);
  const manager = managerId ? graph.world.findUser(managerId) : undefined;
  if (!manager) throw refusals.notFound('manager');
  const body = {
    '@odata.context': `${graph.base}/$metadata#directoryObjects/$entity`,
    '@odata.type': '#microsoft.graph.user',
    ...project(userKind, manager.user, parseSelect(userKind, call.query.get('$select'))),
  };
  return { status: 200, body };
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

function showUser(graph: Graph, entry: UserEntry, { select, expandManager }: ListQuery): JsonObject {
  const shown = project(userKind, entry.user, select);
  const manager = expandManager && entry.managerId ? graph.world.findUser(entry.managerId) : undefined;
  if (!manager) return shown;
  const of = project(userKind, manager.user, expandManager === 'default' ? undefined : expandManager);
  return { ...shown, manager: { '@odata.type': '#microsoft.graph.user', ...of } };
}

interface Page {
  found: UserEntry[];
  /** Where the next page starts; missing at the end. */
  next?: number;
}

function page(graph: Graph, call: GraphCall, query: ListQuery, size: number): Page {
  const known = lookedUp(graph, query);
  if (known) return { found: known };
  const { world } = graph;
  const found: UserEntry[] = [];
  for (let place = startOf(call); place < world.places; place += 1) {
    const entry = world.userAt(place);
    if (!entry || entry.removed || !fits(entry, query)) continue;
    if (found.length === size) return { found, next: place };
    found.push(entry);
  }
  return { found };
}

function sortedPage(graph: Graph, call: GraphCall, query: ListQuery, size: number): Page {
  const { property = 'displayName', descending = false } = query.orderBy ?? {};
  const key = ({ user }: UserEntry) => String((user as unknown as JsonObject)[property] ?? '');
  const all = [...graph.world.presentUsers()].filter((entry) => fits(entry, query));
  all.sort((a, b) => key(a).localeCompare(key(b), 'en') * (descending ? -1 : 1));
  const start = startOf(call);
  return { found: all.slice(start, start + size), ...(start + size < all.length ? { next: start + size } : {}) };
}

function fits({ user }: UserEntry, { filter, search }: ListQuery): boolean {
  const object = user as unknown as JsonObject;
  return (!filter || filter.test(object)) && (!search || search(object));
}

/** Users named outright in the filter, so that a large directory isn't searched for one. */
function lookedUp(graph: Graph, { filter, search }: ListQuery): UserEntry[] | undefined {
  if (!filter?.lookup || search) return undefined;
  const found = filter.lookup.map(({ value }) => graph.world.findUser(value));
  const present = found.filter((entry): entry is UserEntry => entry !== undefined);
  return [...new Set(present)].filter((entry) => filter.test(entry.user as unknown as JsonObject));
}

function countUsers(graph: Graph, query: ListQuery): number {
  let count = 0;
  for (const entry of graph.world.presentUsers()) if (fits(entry, query)) count += 1;
  return count;
}
