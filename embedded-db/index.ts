export { EmbeddedDatabaseError, type EmbeddedDatabaseErrorCode } from './errors.ts';
export {
  type EmbeddedDatabase,
  type EmbeddedDatabaseOptions,
  openEmbeddedDatabase,
} from './open-embedded-database.ts';
export { findServedDatabase } from './served-database.ts';
export { socketPathFor } from './socket-path.ts';
