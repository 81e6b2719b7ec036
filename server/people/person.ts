import type { ComposeType, FieldSource, PersonFields, PersonKind, PersonState } from '../../contract/index.ts';

/** Someone (or a shared mailbox) whose signature Signet manages, as the rooms above see them. */
export interface Person {
  /** `tenant:objectId`, or `tenant:manual:…` for someone entered by hand. */
  id: string;
  tenantId: string;
  /** The directory's object id; absent for someone entered by hand. */
  objectId?: string;
  source: 'directory' | 'manual';
  kind: PersonKind;
  state: PersonState;
  /** The primary address, lower case. */
  address?: string;
  /** Every address, lower case, the primary one first. */
  addresses: string[];
  /** Addresses had until lately; they still find the person until then, unless someone else has them now. */
  formerAddresses?: { address: string; until: Date }[];
  /** What templates and rules see: the directory's values with what people changed by hand on top (or underneath, see `dataSync`). */
  fields: PersonFields;
  /** Where each field comes from. */
  sources?: Record<string, FieldSource>;
  /** What was entered by hand, shown or not. */
  overrides?: PersonFields;
  /** The directory's values win over those entered by hand, for this person. */
  dataSync?: boolean;
  groupIds: string[];
  /** Which picture their photo is; absent: they have none. */
  photo?: string;
  /** Somebody uploaded it; otherwise it is the directory's. */
  photoUploaded?: boolean;
  /** The templates they chose, where an assignment lets them. */
  choices?: Partial<Record<ComposeType, string>>;
  /** Those of the groups that the person was put into by hand. */
  groupIdsByHand?: string[];
  endedAt?: Date;
  removed?: { at: Date; reason?: string };
  updatedAt: Date;
}
