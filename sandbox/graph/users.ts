import type { UserEntry } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { answerList, contextOf, countItems, type Item, type Source, show, unitsOf } from './collection.ts';
import type { Graph, GraphAnswer, GraphCall, JsonObject } from './graph-call.ts';
import { refusals } from './graph-errors.ts';
import { parseListQuery } from './list-query.ts';
import { allowOptions } from './paging.ts';
import { parseSelect, project, userKind } from './select.ts';

/** Query options that lists of directory objects take. */
export const listOptions = [
  '$select',
  '$top',
  '$filter',
  '$count',
  '$search',
  '$orderby',
  '$orderBy',
  '$expand',
  '$skiptoken',
];

/** May this token read users in full? */
export function mayReadUsers(call: GraphCall): boolean {
  return ['User.Read.All', 'Directory.Read.All'].some((role) => call.roles.has(role));
}

/** Refuses a token without the role that reading users takes. */
export function requireUserRead(call: GraphCall): void {
  if (!mayReadUsers(call)) throw refusals.denied();
}

/** A present user, by object id or user principal name; 404 otherwise. */
export function requireUser(graph: Graph, idOrName: string): UserEntry {
  const entry = graph.world.findUser(idOrName);
  if (!entry) throw refusals.notFound(idOrName);
  return entry;
}

/** A user as an item of a list; nothing for one who isn't there. */
export function userItem(entry: UserEntry | undefined): Item | undefined {
  if (!entry || entry.removed) return undefined;
  return { kind: userKind, object: entry.user as unknown as JsonObject, managerId: entry.managerId };
}

/** GET /users */
export function listUsers(graph: Graph, call: GraphCall): GraphAnswer {
  requireUserRead(call);
  allowOptions(call, listOptions);
  return answerList(graph, call, everyone(graph.world), parseListQuery(userKind, call), { set: 'users', units: 2 });
}

/** GET /users/$count */
export function countUsers(graph: Graph, call: GraphCall): GraphAnswer {
  requireUserRead(call);
  call.query.set('$count', 'true');
  const body = String(countItems(everyone(graph.world), parseListQuery(userKind, call)));
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, body };
}

/** GET /users/{id} */
export function getUser(graph: Graph, call: GraphCall, idOrName: string): GraphAnswer {
  requireUserRead(call);
  allowOptions(call, ['$select', '$expand']);
  const query = parseListQuery(userKind, call);
  const item = userItem(requireUser(graph, idOrName));
  if (!item) throw refusals.notFound(idOrName);
  const context = { '@odata.context': `${contextOf(graph, 'users', call.query.get('$select'))}/$entity` };
  return { status: 200, body: { ...context, ...show(graph, item, query) }, units: unitsOf(call, 1) };
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

/** GET /directory/deletedItems/microsoft.graph.user: the recycle bin. */
export function listDeletedUsers(graph: Graph, call: GraphCall): GraphAnswer {
  requireUserRead(call);
  allowOptions(call, listOptions);
  const { world } = graph;
  const source: Source = { places: world.places, at: (place) => deletedItem(world.userAt(place)) };
  return answerList(graph, call, source, parseListQuery(userKind, call), { set: 'users', units: 1 });
}

/** GET /directory/deletedItems/{id} */
export function getDeletedUser(graph: Graph, call: GraphCall): GraphAnswer {
  requireUserRead(call);
  const id = call.segments[2] ?? '';
  const item = deletedItem(graph.world.entry(id));
  if (!item) throw refusals.notFound(id);
  const context = { '@odata.context': `${graph.base}/$metadata#directoryObjects/$entity` };
  return { status: 200, body: { ...context, ...show(graph, item, parseListQuery(userKind, call), { typed: true }) } };
}

function deletedItem(entry: UserEntry | undefined): Item | undefined {
  return entry?.removed === 'soft' ? { kind: userKind, object: entry.user as unknown as JsonObject } : undefined;
}

function everyone(world: World): Source {
  const present = (names: string[]) => names.map((name) => userItem(world.findUser(name)));
  return {
    places: world.places,
    at: (place) => userItem(world.userAt(place)),
    lookup: (names) => {
      const found = present(names).filter((item): item is Item => item !== undefined);
      return found.filter((item, index) => found.findIndex(({ object }) => object.id === item.object.id) === index);
    },
  };
}
