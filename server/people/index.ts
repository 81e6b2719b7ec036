export {
  countDirectoryPeople,
  type DirectoryPerson,
  type DirectoryWrite,
  hasPeople,
  type KnownPerson,
  readCensus,
  readClaimants,
  readHashes,
  readKnown,
  readMembersRemembered,
  readPurposes,
  readRawPages,
  readRaws,
  removePeople,
  writeDirectoryPeople,
} from './directory-person-store.ts';
export { createPeopleRoutes } from './people-routes.ts';
export type { Person } from './person.ts';
export {
  countPeople,
  findPerson,
  findPersonByAddress,
  findPersonByObjectId,
  listPeople,
  setPersonState,
} from './person-store.ts';
export { toPersonView } from './person-view.ts';
