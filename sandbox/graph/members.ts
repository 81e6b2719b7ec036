import type { World } from '../world/world.ts';
import { answerList, type Item, type Source } from './collection.ts';
import type { Graph, GraphAnswer, GraphCall } from './graph-call.ts';
import { refusals } from './graph-errors.ts';
import { groupItem, requireGroup, requireGroupRead } from './groups.ts';
import { parseListQuery } from './list-query.ts';
import { allowOptions } from './paging.ts';
import { groupKind, type ObjectKind, userKind } from './select.ts';
import { listOptions, mayReadUsers, requireUser, requireUserRead, userItem } from './users.ts';

/** What a list of directory objects can be asked for: anything of either kind; each shows what it has. */
const eitherKind: ObjectKind = {
  ...userKind,
  properties: [...new Set([...userKind.properties, ...groupKind.properties])],
  lists: [...new Set([...userKind.lists, ...groupKind.lists])],
};

/** GET /groups/{id}/members and /transitiveMembers, plain or cast to users or groups. */
export function listMembers(graph: Graph, call: GraphCall, groupId: string): GraphAnswer {
  requireGroupRead(call);
  allowOptions(call, listOptions);
  const [, , how, cast] = call.segments;
  const { group } = requireGroup(graph, groupId);
  const ids =
    how === 'transitiveMembers' ? transitiveMembers(graph.world, group.id) : directMembers(graph.world, group.id);
  return listObjects(graph, call, ids, cast, how === 'transitiveMembers' ? 5 : 3);
}

/** GET /users/{id}/memberOf and /transitiveMemberOf, plain or cast to groups. */
export function listMemberships(graph: Graph, call: GraphCall, idOrName: string): GraphAnswer {
  requireUserRead(call);
  requireGroupRead(call);
  allowOptions(call, listOptions);
  const { user } = requireUser(graph, idOrName);
  const [, , how, cast] = call.segments;
  const members = how === 'transitiveMemberOf' ? transitiveMembers : directMembers;
  const groups = graph.world.allGroups().filter(({ group }) => members(graph.world, group.id).includes(user.id));
  return listObjects(
    graph,
    call,
    groups.map(({ group }) => group.id),
    cast,
    2,
  );
}

function listObjects(
  graph: Graph,
  call: GraphCall,
  ids: readonly string[],
  cast: string | undefined,
  units: number,
): GraphAnswer {
  const type = /^microsoft\.graph\.(user|group)$/.exec(cast ?? '')?.[1];
  if (cast !== undefined && type === undefined) throw refusals.noSegment(cast);
  const kind = type === 'user' ? userKind : type === 'group' ? groupKind : eitherKind;
  const query = parseListQuery(kind, call, type !== undefined);
  const source: Source = {
    places: ids.length,
    at: (place) => {
      const item = objectItem(graph.world, ids[place] ?? '');
      return type === undefined || item?.kind.type === type ? item : undefined;
    },
  };
  const hidden = (item: Item) => item.kind.type === 'user' && !mayReadUsers(call);
  const set = type === undefined ? 'directoryObjects' : `${type}s`;
  return answerList(graph, call, source, query, {
    set,
    typed: type === undefined || !mayReadUsers(call),
    units,
    hidden,
  });
}

function objectItem(world: World, id: string): Item | undefined {
  return userItem(world.entry(id)) ?? groupItem(world.findGroup(id));
}

function directMembers(world: World, groupId: string): readonly string[] {
  return world.findGroup(groupId)?.members ?? [];
}

const known = new WeakMap<World, { version: number; byGroup: Map<string, string[]> }>();

/** Everyone and every group below a group, each once: circles end where they began. Remembered until the world changes. */
function transitiveMembers(world: World, groupId: string): readonly string[] {
  let memory = known.get(world);
  if (memory?.version !== world.changes.version) {
    memory = { version: world.changes.version, byGroup: new Map() };
    known.set(world, memory);
  }
  const found = memory.byGroup.get(groupId) ?? walk(world, groupId);
  memory.byGroup.set(groupId, found);
  return found;
}

function walk(world: World, groupId: string): string[] {
  const seen = new Set<string>([groupId]);
  const waiting = [groupId];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const id of directMembers(world, next)) {
      if (seen.has(id)) continue;
      seen.add(id);
      if (world.findGroup(id)) waiting.push(id);
    }
  }
  seen.delete(groupId);
  return [...seen];
}
