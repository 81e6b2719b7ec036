export { ensureGroups, everyone, groupId, groupNames, groupsByName, isEveryone } from './group-service.ts';
