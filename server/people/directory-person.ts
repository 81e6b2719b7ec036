import type { PersonFields, PersonKind } from '../../contract/index.ts';
import type { StoredState } from './person-model-store.ts';

/** What sync writes of one person. */
export interface DirectoryPerson {
  id: string;
  objectId: string;
  kind: PersonKind;
  address?: string;
  addresses: string[];
  /** Addresses the person had; those without `until` (ISO) have just been lost. Absent: as it was. */
  formerAddresses?: { address: string; until?: string }[];
  fields: PersonFields;
  groupIds: string[];
  rank: string;
  /** The directory's user as it came, packed by `UserPacker`. */
  raw: Buffer;
  memberOf: string[];
  inputHash: string;
}

/** What sync has to know of a person before it plans. */
export interface KnownPerson {
  id: string;
  kind: PersonKind;
  state: StoredState;
  inputHash: string;
  fields: PersonFields;
  addresses: string[];
  formerAddresses?: { address: string; until: string }[];
  groupIds: string[];
  rank: string;
  /** Of someone whom sync leaves alone: what is known of their account. */
  closed: boolean | undefined;
}

/** What is read of the many that did not change. */
export interface KnownHash extends Pick<KnownPerson, 'state' | 'inputHash'> {
  /** Brought by the directory, and active or paused: one of those whom a plan's removals are measured against. */
  present: boolean;
  /** Of someone whom sync leaves alone: what is known of their account. */
  closed: boolean | undefined;
}

/** One write of a sync: the person as the directory has them, and what it makes of their state. */
export interface DirectoryWrite {
  person: DirectoryPerson;
  /** `keep`: as it is; someone not known yet is then remembered as left out. */
  state: 'active' | 'removed' | 'keep';
  /** Why someone is removed. */
  reason?: string;
}
