import type { GroupEntry, UserEntry } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { answerDelta, type DeltaItem, type DeltaSource } from './delta.ts';
import type { Graph, GraphAnswer, GraphCall, JsonObject } from './graph-call.ts';
import { requireGroupRead } from './groups.ts';
import { groupKind, userKind } from './select.ts';
import { requireUserRead } from './users.ts';

/** GET /users/delta */
export function usersDelta(graph: Graph, call: GraphCall): GraphAnswer {
  requireUserRead(call);
  const { world } = graph;
  const item = (entry: UserEntry | undefined) => userDeltaItem(world, entry);
  return answerDelta(graph, call, {
    ...shared(world),
    set: 'users',
    kind: userKind,
    relation: 'manager',
    relationByDefault: false,
    places: world.places,
    at: (place) => item(world.userAt(place)),
    find: (id) => item(world.entry(id)),
  });
}

/** GET /groups/delta: direct members only, by id. */
export function groupsDelta(graph: Graph, call: GraphCall): GraphAnswer {
  requireGroupRead(call);
  const { world } = graph;
  const groups = world.allGroups();
  const item = (entry: GroupEntry | undefined) => groupDeltaItem(world, entry);
  return answerDelta(graph, call, {
    ...shared(world),
    set: 'groups',
    kind: groupKind,
    relation: 'members',
    relationByDefault: true,
    places: groups.length,
    at: (place) => item(groups[place]),
    find: (id) => item(groups.find(({ group }) => group.id === id)),
  });
}

function shared(world: World): Pick<DeltaSource, 'typeOf'> {
  return { typeOf: (id) => (world.findGroup(id) ? 'group' : 'user') };
}

function userDeltaItem(world: World, entry: UserEntry | undefined): DeltaItem | undefined {
  if (!entry) return undefined;
  const manager = entry.managerId ? world.findUser(entry.managerId) : undefined;
  return {
    object: entry.user as unknown as JsonObject,
    removed: entry.removed,
    links: manager ? [{ id: manager.user.id, type: 'user' }] : [],
  };
}

function groupDeltaItem(world: World, entry: GroupEntry | undefined): DeltaItem | undefined {
  if (!entry) return undefined;
  const { typeOf } = shared(world);
  const present = entry.members.filter((id) => world.findGroup(id) || world.entry(id)?.removed === undefined);
  return {
    object: entry.group as unknown as JsonObject,
    removed: entry.removed,
    links: present.map((id) => ({ id, type: typeOf(id) })),
  };
}
