export type { Run } from './run-store.ts';
export { toRunResult, toRunView } from './run-view.ts';
export { createScheduleRoutes } from './schedule-routes.ts';
export { createScheduleService, type ScheduleService } from './schedule-service.ts';
export { type Chore, createScheduler, type Scheduler } from './scheduler.ts';
export { createSyncRoutes } from './sync-routes.ts';
export { createSync, type SyncService } from './sync-service.ts';
export { createSyncWorker, type SyncWorker } from './sync-worker.ts';
