export {
  probeDirectory,
  readOneUser,
  readOrganisationName,
  readUserPage,
  readUsersById,
  refuseEmptyUsers,
} from './directory.ts';
export { deltaLinkLife, isStaleLink, readDeltaPage, readLatestDeltaLink, selectHashOf } from './directory-delta.ts';
export {
  countMembers,
  type DirectoryGroup,
  type DirectoryGroupKind,
  readGroup,
  readGroupIdsOf,
  readMemberIds,
  readMemberPage,
  searchGroups,
} from './directory-groups.ts';
export { type DirectoryPage, watchLinks } from './directory-pages.ts';
export { type DirectoryUser, directoryUserSchema, userSelectWith } from './directory-user.ts';
export { searchUsers } from './directory-users.ts';
export { type BatchAnswer, batchSize } from './graph-batch.ts';
export { type Graph, openGraph } from './graph-client.ts';
export { GraphError } from './graph-error.ts';
export type { GraphSurroundings } from './graph-middleware.ts';
export { endSubscription, renewSubscription, type Subscription, subscribeToUsers } from './subscriptions.ts';
