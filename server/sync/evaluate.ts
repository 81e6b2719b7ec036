import { hash } from 'node:crypto';
import type { PersonFields } from '../../contract/index.ts';
import type { DirectoryUser } from '../directory/index.ts';
import type { DirectoryPerson, UserPacker } from '../people/index.ts';
import type { TenantSettings } from '../tenants/index.ts';
import { decide } from './import-rules.ts';
import { addressesOf, enabledOf, kindOf, licensedOf, mapFields, rankOf } from './mapping.ts';
import type { Memberships } from './memberships.ts';

/** What a run takes as given from its start to its end; a change of the settings meanwhile concerns the next run. */
export interface Evaluation {
  tenantId: string;
  sync: TenantSettings['sync'];
  /** Signet group ids by name, for every group that rules name, and for `everyone`. */
  groupIds: ReadonlyMap<string, string>;
  everyone: string;
  /** Who is in which of the directory groups that rules ask about; null: rules ask about none. */
  memberships: Memberships | null;
  /** What mailboxes are for (`shared`, `room`, …), by object id, where it is known. */
  purposes: ReadonlyMap<string, string>;
  /** Of everything above that is not the user: where it is the same, an unchanged user needs no second thought. */
  revision: string;
}

/** A directory user in Signet's terms: to be imported or left out, and what would be written. */
export interface Evaluated {
  id: string;
  import: boolean;
  reason: string;
  name: string;
  person: DirectoryPerson;
  issues: { code: string; message: string }[];
}

/** A revision of the settings that evaluation depends on. */
export function revisionOf(sync: TenantSettings['sync']): string {
  const { include, importRules, mappings } = sync;
  return digest(JSON.stringify([formatOfThis, include, importRules, mappings]));
}

/** Grows when evaluation itself changes, so that everyone is looked at anew after such an update. */
const formatOfThis = 1;

/** A hash of a user as it came, written by the packer, and of all that decides about them: equal hashes need no evaluation. */
export function inputHashOf(user: DirectoryUser, evaluation: Evaluation, packer: UserPacker): string {
  const purpose = evaluation.purposes.get(user.id.toLowerCase()) ?? '';
  return digest(packer.write(`${evaluation.revision}${purpose}${membershipsOf(user, evaluation).join()}`, user));
}

/** What is kept of a user as it came. */
export type Kept = Pick<DirectoryPerson, 'raw' | 'inputHash'>;

const unkept: Kept = { raw: Buffer.alloc(0), inputHash: '' };

/**
 * Maps the user, and applies scope and rules. `before` are the fields already there, for fields that the directory only fills when
 * empty; `kept` is needed where the person is to be written.
 */
export function evaluate(
  user: DirectoryUser,
  evaluation: Evaluation,
  before: PersonFields = {},
  kept: Kept = unkept,
): Evaluated {
  const { fields, issues } = mapFields(user, evaluation.sync.mappings, before);
  const addresses = addressesOf(user);
  const memberOf = new Set(membershipsOf(user, evaluation));
  const kind = kindOf(user, evaluation.purposes.get(user.id.toLowerCase()));
  const decision = decide(
    { user, memberOf, kind, enabled: enabledOf(user), licensed: licensedOf(user) },
    evaluation.sync,
  );
  const names = decision.import ? [evaluation.everyone, ...decision.groups] : [];
  const groupIds = [...new Set(names)].flatMap((name) => evaluation.groupIds.get(name) ?? []).sort();
  const objectId = user.id.toLowerCase();
  const id = `${evaluation.tenantId}:${objectId}`;
  const rank = rankOf(user);
  const person: DirectoryPerson = {
    id,
    objectId,
    kind,
    address: addresses[0],
    addresses,
    fields,
    groupIds,
    rank,
    memberOf: [...memberOf].sort(),
    ...kept,
  };
  return {
    id,
    import: decision.import,
    reason: decision.reason,
    name: fields.displayName ?? addresses[0] ?? objectId,
    person,
    issues,
  };
}

const none: readonly string[] = [];

function membershipsOf(user: DirectoryUser, { memberships }: Evaluation): readonly string[] {
  return memberships?.of(user.id.toLowerCase()) ?? none;
}

function digest(input: string | Buffer): string {
  return hash('sha1', input, 'base64url');
}
