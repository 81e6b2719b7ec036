import { toNumber } from '../bson/numbers.ts';
import { DateValue, doc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { MAX_DOCUMENT_SIZE } from '../storage/collection.ts';
import { MAX_MESSAGE_SIZE } from '../wire/message.ts';
import { arrayField, countField, docField, textField } from './arguments.ts';
import { helloFields } from './authenticate.ts';
import type { Answer, Command } from './command.ts';
import { MAX_BATCH } from './write-command.ts';

/** The MongoDB version whose behaviour this database has, and its wire version. */
const VERSION = '7.0.0';
const WIRE_VERSION = 21;

const hello: Answer = (call) =>
  doc({
    helloOk: true,
    [call.name === 'hello' ? 'isWritablePrimary' : 'ismaster']: true,
    maxBsonObjectSize: MAX_DOCUMENT_SIZE,
    maxMessageSizeBytes: MAX_MESSAGE_SIZE,
    maxWriteBatchSize: MAX_BATCH,
    localTime: new DateValue(call.engine.clock()),
    logicalSessionTimeoutMinutes: 30,
    connectionId: call.client.number,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
    // Tells findServedDatabase that it is this program that answers.
    signetEmbeddedDatabase: 1,
    ...helloFields(call.client, call.body),
  });

const buildInfo: Answer = () =>
  doc({
    version: VERSION,
    gitVersion: 'embedded',
    modules: [],
    allocator: 'v8',
    javascriptEngine: 'none',
    sysInfo: 'embedded',
    versionArray: VERSION.split('.').map(Number).concat(0),
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT_SIZE,
    storageEngines: ['lmdb'],
  });

const getParameter: Answer = (call) => {
  const known: Record<string, Value> = {
    featureCompatibilityVersion: doc({ version: '7.0' }),
    enableTestCommands: false,
  };
  const all = call.argument === '*';
  const reply = doc({});
  for (const [name, value] of Object.entries(known)) if (all || call.body.has(name)) reply.set(name, value);
  if (reply.size === 0) fail(72, 'no option found to get');
  return reply;
};

const empty: Answer = () => doc({});

const getMore: Answer = async (call) => {
  const id = call.argument;
  const name = textField(call, 'collection');
  if (typeof id !== 'bigint' && !isNumeric(id))
    return fail(14, "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  if (name === null) return fail(40414, "BSON field 'getMore.collection' is missing but a required field");
  const batchSize = countField(call, 'batchSize') || Number.POSITIVE_INFINITY;
  const number = typeof id === 'bigint' ? id : BigInt(toNumber(id));
  return doc({ cursor: await call.engine.cursors.more(number, `${call.database}.${name}`, batchSize, call.pace) });
};

const killCursors: Answer = (call) => {
  const ids =
    arrayField(call, 'cursors') ?? fail(40414, "BSON field 'killCursors.cursors' is missing but a required field");
  const killed: Value[] = [];
  const missing: Value[] = [];
  for (const id of ids) (typeof id === 'bigint' && call.engine.cursors.kill(id) ? killed : missing).push(id);
  return doc({ cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [] });
};

const configureFailPoint: Answer = (call) => {
  if (call.database !== 'admin') fail(13, 'configureFailPoint may only be run against the admin database.');
  if (call.argument !== 'failCommand')
    fail(115, `the fail point '${String(call.argument)}' is not supported by this database`);
  call.engine.failPoint.set(call.body.get('mode'), docField(call, 'data') ?? doc({}));
  return doc({});
};

const helloOptions =
  'helloOk client compression saslSupportedMechs speculativeAuthenticate topologyVersion maxAwaitTimeMS loadBalanced hostInfo forShell backpressure'.split(
    ' ',
  );

export const helloCommand: Command = { answer: hello, fields: ['hello', 'isMaster', 'ismaster', ...helloOptions] };
export const buildInfoCommand: Command = { answer: buildInfo, fields: ['buildInfo', 'buildinfo'] };
export const pingCommand: Command = { answer: empty, fields: ['ping'] };
export const endSessionsCommand: Command = {
  answer: empty,
  fields: ['endSessions', 'killSessions', 'refreshSessions', 'killAllSessions', 'startSession'],
};
export const getParameterCommand: Command = {
  answer: getParameter,
  fields: ['getParameter', 'featureCompatibilityVersion', 'enableTestCommands', 'allParameters'],
};
export const getMoreCommand: Command = {
  answer: getMore,
  fields: ['getMore', 'collection', 'batchSize', 'maxTimeMS', 'comment', 'term', 'lastKnownCommittedOpTime'],
};
export const killCursorsCommand: Command = { answer: killCursors, fields: ['killCursors', 'cursors', 'comment'] };
export const configureFailPointCommand: Command = {
  answer: configureFailPoint,
  fields: ['configureFailPoint', 'mode', 'data'],
};
