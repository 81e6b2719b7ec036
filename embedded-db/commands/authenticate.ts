import { Binary, type Doc, doc, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Client } from './client.ts';
import type { Answer, Command } from './command.ts';

const MECHANISM = 'SCRAM-SHA-256';

/** What a client may ask before it has proved who it is. */
const open = new Set(
  'hello isMaster ismaster saslStart saslContinue logout ping buildInfo buildinfo connectionStatus endSessions'.split(
    ' ',
  ),
);

/** Throws Unauthorized (13) for a command that only those may give who have proved who they are. */
export function checkAuthenticated(client: Client, name: string): void {
  if (client.credentials && !client.authenticated && !open.has(name))
    fail(13, `Command ${name} requires authentication`);
}

/** The fields of hello's answer that concern signing in. */
export function helloFields(client: Client, body: Doc): Record<string, Value | undefined> {
  const asked = body.get('saslSupportedMechs');
  const speculative = body.get('speculativeAuthenticate');
  return {
    saslSupportedMechs: client.credentials && asked === `admin.${client.credentials.user}` ? [MECHANISM] : undefined,
    speculativeAuthenticate: isDoc(speculative) ? speculated(client, speculative) : undefined,
  };
}

/** A beginning that comes with hello; if it is no good, the client begins again. */
function speculated(client: Client, asked: Doc): Doc | undefined {
  if (!client.credentials || asked.get('mechanism') !== MECHANISM) return undefined;
  try {
    return begin(client, asked);
  } catch {
    return undefined;
  }
}

function begin(client: Client, asked: Doc): Doc {
  const { credentials } = client;
  if (!credentials) return fail(18, 'This database has no users: connect without a name and a password.');
  const mechanism = asked.get('mechanism');
  if (mechanism !== MECHANISM)
    fail(334, `Received authentication for mechanism ${String(mechanism)} which is unknown or not enabled`);
  const options = asked.get('options');
  const isShort = isDoc(options) && options.get('skipEmptyExchange') === true;
  return step(client.beginExchange(credentials, isShort).begin(textOf(asked)), false);
}

const saslStart: Answer = (call) => begin(call.client, call.body);

const saslContinue: Answer = (call) => {
  const { client } = call;
  const { exchange } = client;
  if (!exchange) return fail(17, 'No SASL session state found');
  if (client.authenticated) {
    client.exchange = null;
    return step('', true);
  }
  try {
    const answer = exchange.finish(textOf(call.body));
    client.authenticated = true;
    if (client.isShort) client.exchange = null;
    return step(answer, client.isShort);
  } catch (error) {
    client.exchange = null;
    throw error;
  }
};

const logout: Answer = (call) => {
  call.client.authenticated = false;
  return doc({});
};

const connectionStatus: Answer = ({ client }) => {
  const isKnown = client.credentials !== null && client.authenticated;
  return doc({
    authInfo: doc({
      authenticatedUsers: isKnown ? [doc({ user: client.credentials?.user, db: 'admin' })] : [],
      authenticatedUserRoles: isKnown ? [doc({ role: 'root', db: 'admin' })] : [],
      authenticatedUserPrivileges: [],
    }),
  });
};

function step(payload: string, done: boolean): Doc {
  return doc({ conversationId: 1, done, payload: new Binary(0, Buffer.from(payload)) });
}

function textOf(body: Doc): string {
  const payload = body.get('payload');
  if (payload instanceof Binary) return payload.bytes.toString('utf8');
  return fail(14, "BSON field 'payload' is the wrong type, expected type 'binData'");
}

export const saslStartCommand: Command = {
  answer: saslStart,
  fields: ['saslStart', 'mechanism', 'payload', 'options', 'autoAuthorize'],
};
export const saslContinueCommand: Command = {
  answer: saslContinue,
  fields: ['saslContinue', 'conversationId', 'payload'],
};
export const logoutCommand: Command = { answer: logout, fields: ['logout'] };
export const connectionStatusCommand: Command = {
  answer: connectionStatus,
  fields: ['connectionStatus', 'showPrivileges'],
};
