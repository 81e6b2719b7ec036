import type { PersonFields, PersonKind, PersonState } from '../../contract/index.ts';

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
  /** What templates and rules see: the directory's values with what people changed by hand on top. */
  fields: PersonFields;
  groupIds: string[];
  updatedAt: Date;
}
