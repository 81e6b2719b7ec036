import { aggregateCommand } from './aggregate.ts';
import { connectionStatusCommand, logoutCommand, saslContinueCommand, saslStartCommand } from './authenticate.ts';
import { backupCommand } from './backup.ts';
import { collModCommand } from './coll-mod.ts';
import {
  collStatsCommand,
  createCommand,
  dropCommand,
  dropDatabaseCommand,
  listCollectionsCommand,
  listDatabasesCommand,
  renameCollectionCommand,
} from './collection-commands.ts';
import type { CommandTable } from './command.ts';
import { countCommand, distinctCommand } from './count-distinct.ts';
import { deleteCommand } from './delete.ts';
import { explainCommand } from './explain.ts';
import { findCommand } from './find.ts';
import { findAndModifyCommand } from './find-and-modify.ts';
import { createIndexesCommand, dropIndexesCommand, listIndexesCommand } from './index-commands.ts';
import { insertCommand } from './insert.ts';
import {
  buildInfoCommand,
  configureFailPointCommand,
  endSessionsCommand,
  getMoreCommand,
  getParameterCommand,
  helloCommand,
  killCursorsCommand,
  pingCommand,
} from './server-commands.ts';
import { updateCommand } from './update.ts';

/** Every command there is. */
export const commandTable: CommandTable = new Map([
  ['find', findCommand],
  ['getMore', getMoreCommand],
  ['killCursors', killCursorsCommand],
  ['aggregate', aggregateCommand],
  ['count', countCommand],
  ['distinct', distinctCommand],
  ['insert', insertCommand],
  ['update', updateCommand],
  ['delete', deleteCommand],
  ['findAndModify', findAndModifyCommand],
  ['findandmodify', findAndModifyCommand],
  ['explain', explainCommand],
  ['createIndexes', createIndexesCommand],
  ['dropIndexes', dropIndexesCommand],
  ['deleteIndexes', dropIndexesCommand],
  ['listIndexes', listIndexesCommand],
  ['create', createCommand],
  ['backup', backupCommand],
  ['collMod', collModCommand],
  ['drop', dropCommand],
  ['dropDatabase', dropDatabaseCommand],
  ['renameCollection', renameCollectionCommand],
  ['listCollections', listCollectionsCommand],
  ['listDatabases', listDatabasesCommand],
  ['collStats', collStatsCommand],
  ['hello', helloCommand],
  ['isMaster', helloCommand],
  ['ismaster', helloCommand],
  ['ping', pingCommand],
  ['buildInfo', buildInfoCommand],
  ['buildinfo', buildInfoCommand],
  ['getParameter', getParameterCommand],
  ['connectionStatus', connectionStatusCommand],
  ['saslStart', saslStartCommand],
  ['saslContinue', saslContinueCommand],
  ['logout', logoutCommand],
  ['configureFailPoint', configureFailPointCommand],
  ['endSessions', endSessionsCommand],
  ['killSessions', endSessionsCommand],
  ['killAllSessions', endSessionsCommand],
  ['refreshSessions', endSessionsCommand],
]);
