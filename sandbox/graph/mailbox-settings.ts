import type { UserEntry } from '../world/types.ts';
import type { Graph, GraphAnswer, GraphCall } from './graph-call.ts';
import { GraphError } from './graph-errors.ts';
import { requireUser } from './users.ts';

/** GET /users/{id}/mailboxSettings and /mailboxSettings/userPurpose: what kind of mailbox it is. */
export function answerMailboxSettings(graph: Graph, call: GraphCall, idOrName: string): GraphAnswer {
  if (!['MailboxSettings.Read', 'MailboxSettings.ReadWrite'].some((role) => call.roles.has(role))) {
    throw new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
  }
  const entry = requireUser(graph, idOrName);
  if (!entry.purpose) {
    throw new GraphError(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    );
  }
  const context = `${graph.base}/$metadata#users('${encodeURIComponent(entry.user.id)}')/mailboxSettings`;
  if (call.segments[3] === 'userPurpose') {
    return { status: 200, body: { '@odata.context': `${context}/userPurpose`, value: entry.purpose } };
  }
  return { status: 200, body: { '@odata.context': context, ...settings(entry) } };
}

function settings({ user, purpose }: UserEntry): Record<string, unknown> {
  const locale = user.preferredLanguage ?? 'en-US';
  return {
    archiveFolder: null,
    timeZone: 'UTC',
    delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
    dateFormat: 'yyyy-MM-dd',
    timeFormat: 'HH:mm',
    userPurpose: purpose,
    automaticRepliesSetting: { status: 'disabled', externalAudience: 'all' },
    language: { locale, displayName: locale },
  };
}
