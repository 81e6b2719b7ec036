export type { Run } from './run-store.ts';
export { toRunResult, toRunView } from './run-view.ts';
export { createSyncRoutes } from './sync-routes.ts';
export { createSync, type SyncService } from './sync-service.ts';
export { createSyncWorker, type SyncWorker } from './sync-worker.ts';
