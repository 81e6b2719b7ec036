import type { GroupEntry } from '../world/types.ts';
import { answerList, contextOf, countItems, type Item, type Source, show } from './collection.ts';
import type { Graph, GraphAnswer, GraphCall, JsonObject } from './graph-call.ts';
import { refusals } from './graph-errors.ts';
import { parseListQuery } from './list-query.ts';
import { allowOptions } from './paging.ts';
import { groupKind } from './select.ts';
import { listOptions } from './users.ts';

/** Refuses a token without a role that reads groups. */
export function requireGroupRead(call: GraphCall): void {
  const enough = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'];
  if (!enough.some((role) => call.roles.has(role))) throw refusals.denied();
}

/** A present group; 404 otherwise. */
export function requireGroup(graph: Graph, id: string): GroupEntry {
  const entry = graph.world.findGroup(id);
  if (!entry) throw refusals.notFound(id);
  return entry;
}

/** A group as an item of a list; nothing for one that isn't there. */
export function groupItem(entry: GroupEntry | undefined): Item | undefined {
  return entry && !entry.removed ? { kind: groupKind, object: entry.group as unknown as JsonObject } : undefined;
}

/** GET /groups */
export function listGroups(graph: Graph, call: GraphCall): GraphAnswer {
  requireGroupRead(call);
  allowOptions(call, listOptions);
  return answerList(graph, call, allGroups(graph), parseListQuery(groupKind, call), { set: 'groups', units: 1 });
}

/** GET /groups/$count */
export function countGroups(graph: Graph, call: GraphCall): GraphAnswer {
  requireGroupRead(call);
  call.query.set('$count', 'true');
  const body = String(countItems(allGroups(graph), parseListQuery(groupKind, call)));
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, body };
}

/** GET /groups/{id} */
export function getGroup(graph: Graph, call: GraphCall, id: string): GraphAnswer {
  requireGroupRead(call);
  allowOptions(call, ['$select']);
  const item = groupItem(requireGroup(graph, id));
  if (!item) throw refusals.notFound(id);
  const context = { '@odata.context': `${contextOf(graph, 'groups', call.query.get('$select'))}/$entity` };
  return { status: 200, body: { ...context, ...show(graph, item, parseListQuery(groupKind, call)) } };
}

function allGroups(graph: Graph): Source {
  const groups = graph.world.allGroups();
  return { places: groups.length, at: (place) => groupItem(groups[place]) };
}
