export { createPeopleRoutes } from './people-routes.ts';
export type { Person } from './person.ts';
export {
  type CensusEntry,
  countPeople,
  type DirectoryPerson,
  findPerson,
  findPersonByAddress,
  findPersonByObjectId,
  listPeople,
  readCensus,
  removePeople,
  restorePeople,
  setPersonState,
  writeDirectoryPeople,
} from './person-store.ts';
export { toPersonView } from './person-view.ts';
