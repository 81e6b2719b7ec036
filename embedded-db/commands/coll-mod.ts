import { equalValues } from '../bson/compare.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, doc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Collection } from '../storage/collection.ts';
import type { IndexDefinition } from '../storage/index-definition.ts';
import { collectionName, docField } from './arguments.ts';
import type { Answer, Command } from './command.ts';
import { validationOptions } from './validation.ts';
import { settled } from './write-command.ts';

/** collMod: a collection's validator, and of an index whether it is hidden and when its documents expire. */
const collMod: Answer = async (call) => {
  const collection = call.engine.catalog.find(call.database, collectionName(call));
  if (!collection) return fail(26, `ns does not exist: ${call.database}.${String(call.argument)}`);
  const options = validationOptions(call);
  const asked = docField(call, 'index');
  const index = asked && indexAsked(collection, asked);
  const reply = doc({});
  await call.engine.writer.work(() => {
    for (const [name, value] of options) collection.options.set(name, value);
    if (index && asked) change(index, asked, reply);
    call.engine.catalog.save(collection);
  });
  await settled(call);
  return reply;
};

function indexAsked(collection: Collection, asked: Doc): IndexDefinition {
  for (const field of asked.keys()) {
    if (!['name', 'keyPattern', 'expireAfterSeconds', 'hidden'].includes(field))
      fail(115, `collMod: index.${field} is not supported by this database`);
  }
  const [name, key] = [asked.get('name'), asked.get('keyPattern')];
  if ((name === undefined) === (key === undefined)) fail(72, 'Must specify either index name or key pattern');
  const found = collection.indexes.find((index) =>
    key === undefined ? index.name === name : equalValues(index.spec.get('key') as Value, key),
  );
  return found ?? fail(27, `cannot find index for ns ${collection.namespace}`);
}

function change(index: IndexDefinition, asked: Doc, reply: Doc): void {
  const spec: Doc = new Map(index.spec);
  const seconds = asked.get('expireAfterSeconds');
  if (isNumeric(seconds)) {
    reply.set('expireAfterSeconds_old', index.expireAfterSeconds);
    reply.set('expireAfterSeconds_new', seconds);
    spec.set('expireAfterSeconds', seconds);
    index.expireAfterSeconds = toNumber(seconds);
  }
  const hidden = asked.get('hidden');
  if (typeof hidden === 'boolean') {
    reply.set('hidden_old', index.hidden).set('hidden_new', hidden);
    if (hidden) spec.set('hidden', true);
    else spec.delete('hidden');
    index.hidden = hidden;
  }
  index.spec = spec;
}

export const collModCommand: Command = {
  answer: collMod,
  fields: 'collMod validator validationLevel validationAction index writeConcern comment'.split(' '),
};
