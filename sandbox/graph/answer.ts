import type { Graph, GraphAnswer, GraphCall } from './graph-call.ts';
import { refusals } from './graph-errors.ts';
import { countOfUsers, getManager, getUser, listUsers } from './users.ts';

type Handle = (graph: Graph, call: GraphCall, id: string) => GraphAnswer;

/** The resources there are: `*` stands for an id. The first that fits answers. */
const resources: [string, Handle][] = [
  ['users', listUsers],
  ['users/$count', countOfUsers],
  ['users/*', getUser],
  ['users/*/manager', getManager],
];

/** Answers one request. Throws GraphError. Whatever would write is refused: the pretend tenant is read only. */
export function answer(graph: Graph, call: GraphCall): GraphAnswer {
  if (call.roles.size === 0) throw refusals.denied();
  const found = resources.find(([pattern]) => matches(pattern, call.segments));
  if (call.method !== 'GET') throw found && call.method !== 'POST' ? refusals.denied() : refusals.methodNotAllowed();
  if (!found) throw refusals.noSegment(call.segments.at(-1) ?? '');
  return found[1](graph, call, call.segments[1] ?? '');
}

function matches(pattern: string, segments: string[]): boolean {
  const parts = pattern.split('/');
  return parts.length === segments.length && parts.every((part, index) => part === '*' || part === segments[index]);
}
