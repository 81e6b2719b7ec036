import { toNumber } from '../bson/numbers.ts';
import { DateValue, type Doc, isNumeric } from '../bson/values.ts';
import { CommandError, errorFields, fail } from '../errors.ts';
import { Pace, TimeOver } from '../query/pace.ts';
import type { Handler } from '../wire/connection.ts';
import type { Request } from '../wire/message.ts';
import { checkAuthenticated } from './authenticate.ts';
import type { Client } from './client.ts';
import type { Call, Command, Engine } from './command.ts';
import { commandTable } from './command-table.ts';
import { ConnectionLost } from './fail-point.ts';

/** Fields that any command may have. */
const general = new Set(
  '$db lsid $clusterTime $readPreference $queryOptions $audit $client $configServerState readConcern writeConcern maxTimeMS comment apiVersion apiStrict apiDeprecationErrors txnNumber autocommit startTransaction stmtId stmtIds rawData mayBypassWriteBlocking'.split(
    ' ',
  ),
);

/** Answers the requests of one client. */
export function handlerFor(engineForCommand: () => Engine, client: Client): Handler {
  return {
    handle: (request) => answerTo(engineForCommand(), request, client),
    closed: () => {
      client.gone = true;
    },
  };
}

async function answerTo(engine: Engine, request: Request, client: Client): Promise<Doc> {
  try {
    const { call, command } = prepare(engine, request, client);
    await engine.failPoint.strike(call.name);
    const reply = await command.answer(call);
    return reply.set('ok', 1);
  } catch (error) {
    if (error instanceof ConnectionLost) throw error;
    if (error instanceof TimeOver) return errorFields(new CommandError(50, 'operation exceeded time limit'));
    return errorFields(error);
  }
}

function prepare(engine: Engine, request: Request, client: Client): { call: Call; command: Command } {
  const { body } = request;
  const [first] = body;
  if (!first) return fail(59, "no such command: ''");
  const [name, argument] = first;
  const command = commandTable.get(name);
  if (!command) return fail(59, `no such command: '${name}'`);
  const database = body.get('$db');
  if (typeof database !== 'string') return fail(40414, 'OP_MSG requests require a $db argument');
  checkAuthenticated(client, name);
  checkTransaction(body);
  checkFields(name, command, request);
  const limit = body.get('maxTimeMS');
  const milliseconds = isNumeric(limit) && name !== 'getMore' ? toNumber(limit) : 0;
  if (milliseconds < 0) fail(2, `${milliseconds} value for maxTimeMS is out of range`);
  const deadline = milliseconds > 0 ? performance.now() + milliseconds : Number.POSITIVE_INFINITY;
  const pace = new Pace(deadline, () => (client.gone ? new CommandError(11601, 'the client has gone') : null));
  const now = new DateValue(engine.clock());
  return { call: { engine, request, body, name, argument, database, now, pace, client }, command };
}

function checkTransaction(body: Doc): void {
  if (body.has('txnNumber') || body.has('startTransaction') || body.get('autocommit') === false) {
    fail(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  }
}

/** What a command does not know is refused, so that nothing is ignored silently. */
function checkFields(name: string, command: Command, request: Request): void {
  for (const field of request.body.keys()) {
    if (general.has(field) || command.fields.includes(field)) continue;
    fail(40415, `BSON field '${name}.${field}' is an unknown field.`);
  }
  for (const field of request.sequences.keys()) {
    if (!command.fields.includes(field)) fail(40415, `BSON field '${name}.${field}' is an unknown field.`);
    if (request.body.has(field)) fail(40413, `BSON field '${name}.${field}' is a duplicate field`);
  }
}
