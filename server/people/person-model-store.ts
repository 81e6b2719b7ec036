import mongoose, { type mongo } from 'mongoose';
import {
  type ComposeType,
  type PersonFields,
  type PersonKind,
  type PersonState,
  personKinds,
  personStates,
} from '../../contract/index.ts';

/** States as stored: `leftOut` are directory users that rules, scope or a removal by hand keep out, remembered without being people. */
export type StoredState = PersonState | 'leftOut';

/** A person as stored. `_id` is `tenant:objectId`; what people changed by hand lives apart in `overrides`. */
export interface PersonDocument {
  _id: string;
  tenantId: string;
  objectId?: string;
  source: 'directory' | 'manual';
  kind: PersonKind;
  state: StoredState;
  address?: string;
  addresses: string[];
  /** Addresses the person had until lately, and how long they still find them. */
  formerAddresses?: { address: string; until: Date }[];
  /** The directory's values; of someone entered by hand, those entered. */
  fields: PersonFields;
  /** Values of a directory person that were changed in Signet; sync never writes them. */
  overrides?: PersonFields;
  /** The directory's values go before `overrides`, whatever the tenant's setting says. */
  dataSync?: boolean;
  groupIds: string[];
  /** Groups a directory person was put into by hand, beside those that sync decides. */
  addedGroupIds?: string[];
  /** The beginning of the hash of their photo's bytes. */
  photo?: string;
  /** Somebody uploaded it: the directory's is not asked for. */
  photoUploaded?: boolean;
  /** The templates they chose, by compose type. */
  choices?: Partial<Record<ComposeType, string>>;
  /** Who wins an address that two persons claim: the smaller one. */
  rank: string;
  /** The directory's user as it came, so that rules and mappings can be applied anew without reading it again. */
  raw?: Buffer | mongo.Binary;
  /** Directory groups that rules ask about and that this user is in. */
  memberOf: string[];
  /** Of the user as it came and of all that decides about them. */
  inputHash: string;
  /** The lease under which this was written last; an older one may not write any more. */
  fence: number;
  /** Of someone whom sync leaves alone: is their account disabled or deleted? Only sessions depend on it. */
  accountClosed?: boolean;
  /** Sync was ended for good for this directory person, who is kept as if entered by hand. */
  endedAt?: Date;
  /** Paused until then, and not looked at since: what changed meanwhile is still to be read. */
  resumedAt?: Date;
  /** Removed by hand: sync does not bring them back. */
  keptOut?: boolean;
  removedAt?: Date;
  removedReason?: string;
  /** What they were before they were removed by hand. */
  removedFrom?: 'active' | 'paused';
  createdAt: Date;
  updatedAt: Date;
}

const mixed = mongoose.Schema.Types.Mixed;
const schema = new mongoose.Schema<PersonDocument>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    objectId: String,
    source: { type: String, enum: ['directory', 'manual'] },
    kind: { type: String, enum: personKinds },
    state: { type: String, enum: [...personStates, 'leftOut'] },
    address: String,
    addresses: [String],
    formerAddresses: { type: [{ _id: false, address: String, until: Date }], default: undefined },
    fields: { type: mixed, default: {} },
    overrides: { type: mixed },
    dataSync: Boolean,
    groupIds: [String],
    addedGroupIds: { type: [String], default: undefined },
    photo: String,
    photoUploaded: Boolean,
    choices: { type: mixed },
    rank: String,
    raw: { type: mixed },
    memberOf: [String],
    inputHash: String,
    fence: Number,
    accountClosed: Boolean,
    endedAt: Date,
    resumedAt: Date,
    keptOut: Boolean,
    removedAt: Date,
    removedReason: String,
    removedFrom: String,
    createdAt: Date,
    updatedAt: Date,
  },
  { collection: 'people', versionKey: false, minimize: false },
);
schema.index({ tenantId: 1, addresses: 1 });
schema.index({ tenantId: 1, 'fields.displayName': 1, _id: 1 });
schema.index({ tenantId: 1, groupIds: 1 });
// Few people have former addresses, were put into a group by hand, were entered by hand, are guests or mailboxes, or are not active:
// these indexes cost a large tenant next to nothing.
schema.index({ tenantId: 1, addedGroupIds: 1 }, { partialFilterExpression: { addedGroupIds: { $exists: true } } });
schema.index(
  { tenantId: 1, state: 1, 'fields.displayName': 1, _id: 1 },
  { partialFilterExpression: { state: { $gt: 'active' } } },
);
schema.index(
  { tenantId: 1, kind: 1, 'fields.displayName': 1, _id: 1 },
  { partialFilterExpression: { kind: { $lt: 'user' } } },
);
schema.index(
  { tenantId: 1, 'formerAddresses.address': 1 },
  { partialFilterExpression: { 'formerAddresses.address': { $exists: true } } },
);
schema.index({ tenantId: 1, source: 1, objectId: 1 }, { partialFilterExpression: { source: 'manual' } });
schema.index({ tenantId: 1, resumedAt: 1 }, { partialFilterExpression: { resumedAt: { $exists: true } } });
schema.index({ tenantId: 1, removedAt: 1 }, { partialFilterExpression: { state: 'removed' } });

/** The model: for the stores of this room only. */
export const people = mongoose.model('Person', schema);

/** What everyone but sync reads: not the copy of the directory's user. */
export const seen = { raw: 0, inputHash: 0 } as const;
