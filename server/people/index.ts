export { goneReasons, isAccountClosed, noteAccounts } from './account-store.ts';
export { adoptPeopleByHand } from './adopt.ts';
export { deletePeople, readStored } from './by-hand-store.ts';
export { cleanPhoto, type TakenPhoto } from './clean-photo.ts';
export { conditionProblems, explainCondition, groupsAskedAbout, holds, type Subject } from './condition.ts';
export type { DirectoryPerson, DirectoryWrite, KnownHash, KnownPerson } from './directory-person.ts';
export { countPeopleKept, followDirectoryAgain, keepPeopleByHand } from './disconnect-store.ts';
export { countEmptyFields, type EmptyFields } from './empty-fields-store.ts';
export { deleteGrantsAbout, readGrantsAbout } from './grant-store.ts';
export { findGrantedMailboxes, type Grantee, grantSender, revokeSender, viewGrants } from './grants.ts';
export { countByGroup } from './group-counts-store.ts';
export { decodeCsv, importPeople } from './import-people.ts';
export {
  countDirectoryPeople,
  hasPeople,
  readCensus,
  readClaimants,
  readHashes,
  readKnown,
  readLeftAlone,
} from './known-people-store.ts';
export { type MailboxCandidate, notePurposes, readMailboxCandidates, readPurposes } from './mailbox-purpose-store.ts';
export { UserPacker, unpackUser } from './packed-user.ts';
export { countPeople, listPeople } from './people-list-store.ts';
export { createPeopleRoutes } from './people-routes.ts';
export { createPeople, type GroupsByName, type PeopleService } from './people-service.ts';
export type { Person } from './person.ts';
export {
  findPeople,
  findPerson,
  findPersonByAddress,
  findPersonByObjectId,
  findStoredPerson,
  type StoredPerson,
  saveChoices,
} from './person-store.ts';
export { toPersonView } from './person-view.ts';
export {
  deleteDirectoryPhotos,
  findPhoto,
  type Photo,
  photoTag,
  readPhotoCandidates,
  readPhotoProblems,
  readPhotoTags,
  savePhoto,
} from './photo-store.ts';
export { removePhoto, uploadPhoto } from './photos.ts';
export { purgeRemoved } from './purge.ts';
export {
  readMembersRemembered,
  readRawPages,
  readRaws,
  readStoredInFull,
} from './remembered-store.ts';
export { noteResumedSeen, readResumed } from './resumed-store.ts';
export { forgetLeftOut, removePeople, writeDirectoryPeople } from './write-people-store.ts';
