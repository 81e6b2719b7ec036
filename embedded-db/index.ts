export { EmbeddedDatabaseError, type EmbeddedDatabaseErrorCode } from './errors.ts';
export {
  type EmbeddedDatabase,
  type EmbeddedDatabaseOptions,
  openEmbeddedDatabase,
} from './open-embedded-database.ts';
export { backUpServedDatabase, findServedDatabase } from './served-database.ts';
export { socketPathFor } from './socket-path.ts';
export { type BackupFacts, restoreBackup } from './storage/backup.ts';
