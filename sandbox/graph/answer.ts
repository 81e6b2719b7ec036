import { groupsDelta, usersDelta } from './delta-sources.ts';
import type { Graph, GraphAnswer, GraphCall, JsonObject } from './graph-call.ts';
import { GraphError, refusals } from './graph-errors.ts';
import { countGroups, getGroup, listGroups } from './groups.ts';
import { answerMailboxSettings } from './mailbox-settings.ts';
import { listMembers, listMemberships } from './members.ts';
import { getOrganization } from './organization.ts';
import { answerPhoto } from './photos.ts';
import { countUsers, getDeletedUser, getManager, getUser, listDeletedUsers, listUsers } from './users.ts';

type Handle = (graph: Graph, call: GraphCall, id: string) => GraphAnswer;

/** The resources there are: `*` stands for an id. The first that fits answers. */
const resources: [string, Handle][] = [
  ['users', listUsers],
  ['users/$count', countUsers],
  ['users/delta', usersDelta],
  ['users/delta()', usersDelta],
  ['users/*', getUser],
  ['users/*/manager', getManager],
  ['users/*/photo', answerPhoto],
  ['users/*/photo/$value', answerPhoto],
  ['users/*/photos', answerPhoto],
  ['users/*/photos/*', answerPhoto],
  ['users/*/photos/*/$value', answerPhoto],
  ['users/*/mailboxSettings', answerMailboxSettings],
  ['users/*/mailboxSettings/userPurpose', answerMailboxSettings],
  ['users/*/memberOf', listMemberships],
  ['users/*/memberOf/*', listMemberships],
  ['users/*/transitiveMemberOf', listMemberships],
  ['users/*/transitiveMemberOf/*', listMemberships],
  ['groups', listGroups],
  ['groups/$count', countGroups],
  ['groups/delta', groupsDelta],
  ['groups/delta()', groupsDelta],
  ['groups/*', getGroup],
  ['groups/*/members', listMembers],
  ['groups/*/members/*', listMembers],
  ['groups/*/transitiveMembers', listMembers],
  ['groups/*/transitiveMembers/*', listMembers],
  ['organization', getOrganization],
  ['organization/*', getOrganization],
  ['directory/deletedItems/microsoft.graph.user', listDeletedUsers],
  ['directory/deletedItems/*', getDeletedUser],
];

/** Answers one request. Throws GraphError. Whatever would write is refused: the pretend tenant is read only. */
export function answer(graph: Graph, call: GraphCall): GraphAnswer {
  if (call.roles.size === 0) throw refusals.denied();
  if (call.segments[0] === 'me') {
    throw new GraphError(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
  }
  const found = resources.find(([pattern]) => matches(pattern, call.segments));
  if (call.method !== 'GET') throw found ? refusals.denied() : refusals.methodNotAllowed();
  if (!found) throw refusals.noSegment(call.segments.at(-1) ?? '');
  return spoil(graph, call, found[1](graph, call, call.segments[1] ?? ''));
}

function matches(pattern: string, segments: string[]): boolean {
  const parts = pattern.split('/');
  return parts.length === segments.length && parts.every((part, index) => part === '*' || part === segments[index]);
}

/** Plays the faults of a list page: empty though more follows, or a link that leads back to the same page. */
function spoil(graph: Graph, call: GraphCall, answered: GraphAnswer): GraphAnswer {
  const body = answered.body as JsonObject | undefined;
  const played = call.fault === 'empty-page' || call.fault === 'loop';
  if (!played || !Array.isArray(body?.value)) return answered;
  const query = [...call.query].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const itself = `${graph.base}/${call.segments.map(encodeURIComponent).join('/')}?${query}`;
  const { '@odata.deltaLink': _, ...rest } = body;
  const value = call.fault === 'loop' ? body.value : [];
  return { ...answered, body: { ...rest, '@odata.nextLink': itself, value } };
}
