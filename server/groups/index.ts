export { ensureGroups, everyone, groupId, groupNames, groupsByName } from './group-service.ts';
