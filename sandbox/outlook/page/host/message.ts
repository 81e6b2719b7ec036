/**
 * The envelopes office.js and its host exchange by postMessage, as JSON text. The field names are Microsoft's
 * (read from outlook-web-16.01.debug.js, Microsoft.Office.Common.Message).
 */

const requestType = 0;
const responseType = 1;

/** What the add-in wants: call a method, or begin or end listening to an event. */
export type RequestAction = 'invoke' | 'register' | 'unregister';

/** One request of the add-in page to its host. */
export interface OfficeRequest {
  action: RequestAction;
  name: string;
  conversationId: string;
  correlationId: number;
  data: unknown;
}

const actions: readonly RequestAction[] = ['invoke', 'register', 'unregister'];

/** True for a plain object, so that its fields may be looked at. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses JSON; undefined where the text is none. */
export function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The request in a posted message; undefined for everything that isn't one (answers, other libraries' messages). */
export function readRequest(text: unknown): OfficeRequest | undefined {
  const message = parseJson(text);
  if (!isRecord(message) || message._messageType !== requestType) return undefined;
  const action = typeof message._actionType === 'number' ? actions[message._actionType] : undefined;
  if (!action || typeof message._actionName !== 'string') return undefined;
  return {
    action,
    name: message._actionName,
    conversationId: String(message._conversationId),
    correlationId: Number(message._correlationId),
    data: message._data,
  };
}

/** The answer to a request, as text to post. */
export function writeResponse(request: OfficeRequest, data: unknown): string {
  return JSON.stringify({
    _messageType: responseType,
    _actionName: request.name,
    _conversationId: request.conversationId,
    _correlationId: request.correlationId,
    _errorCode: 0,
    _responseType: 0,
    _data: data,
    _serializerVersion: 1,
  });
}

/** An event from the host, as text to post; office.js finds the handler by the event's name. */
export function writeEvent(name: string, conversationId: string, data: unknown): string {
  return JSON.stringify({
    _messageType: responseType,
    _actionName: name,
    _conversationId: conversationId,
    _correlationId: -1,
    _errorCode: 0,
    _responseType: 1,
    _data: data,
    _serializerVersion: 1,
  });
}

/**
 * The iframe's `name`, from which office.js learns what its host is. `origin` must be https and its hostname that of the
 * add-in page, or office.js refuses the host (its own trust check).
 */
export function frameName(frame: { id: string; conversationId: string; origin: string; locale: string }): string {
  return JSON.stringify({
    baseFrameName: frame.id,
    hostInfo: `Outlook$Web$16.01$${frame.locale}$${frame.conversationId}$$disableLogging$0`,
    xdmInfo: `${frame.conversationId}|${frame.id}|${frame.origin}`,
    serializerVersion: '1',
    flights: '[]',
  });
}
