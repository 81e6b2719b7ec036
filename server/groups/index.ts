export { ensureGroups, everyone, groupId, groupNames } from './group-service.ts';
