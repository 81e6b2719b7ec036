import type { UserExplanation } from '../../contract/index.ts';
import { type DirectoryUser, type Graph, readOneUser } from '../directory/index.ts';
import { findPersonByAddress } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import type { TenantSettings } from '../tenants/index.ts';
import { selectFor } from './attributes-used.ts';
import { evaluate } from './evaluate.ts';
import { explainRules } from './import-rules.ts';
import { enabledOf, kindOf, licensedOf } from './mapping.ts';
import { prepareEvaluation } from './prepare-evaluation.ts';

/**
 * What these settings would make of one user, read from the directory at this moment: nothing is changed.
 * @throws {SignetError} PERSON_UNKNOWN where the directory has nobody with this address
 */
export async function explainUser(
  tenantId: string,
  address: string,
  sync: TenantSettings['sync'],
  ports: { graph: Graph; clock: Clock; signal: AbortSignal },
): Promise<UserExplanation> {
  const user = await findUser(tenantId, address, selectFor(sync), ports);
  const { evaluation } = await prepareEvaluation(tenantId, sync, ports);
  const { person, import: imported, reason } = evaluate(user, evaluation);
  const objectId = user.id.toLowerCase();
  const memberOf = new Set(evaluation.memberships?.of(objectId));
  const kind = kindOf(user, evaluation.purposes.get(objectId));
  const names = new Map([...evaluation.groupIds].map(([name, id]) => [id, name]));
  return {
    address: person.address ?? address,
    import: imported,
    reason,
    groups: person.groupIds.map((id) => names.get(id) ?? id),
    fields: person.fields,
    rules: explainRules(
      { user, memberOf, kind, enabled: enabledOf(user), licensed: licensedOf(user) },
      sync.importRules,
    ),
  };
}

async function findUser(
  tenantId: string,
  address: string,
  select: string,
  { graph, clock }: { graph: Graph; clock: Clock },
): Promise<DirectoryUser> {
  const known = await findPersonByAddress(tenantId, address, clock.now());
  const user = await readOneUser(graph, known?.objectId ?? address, select);
  if (!user) throw new SignetError('PERSON_UNKNOWN', `The directory has nobody with the address ${address}.`);
  return user;
}
