import type { PersonView } from '../../contract/index.ts';
import type { Signet } from '../compose.ts';
import { findPersonByAddress, type Person } from '../people/index.ts';
import { SignetError } from '../platform/errors.ts';
import { table } from './terminal.ts';

/** The person with this address. @throws {SignetError} PERSON_UNKNOWN */
export async function personAt(tenantId: string, address: string, { clock }: Pick<Signet, 'clock'>): Promise<Person> {
  const person = await findPersonByAddress(tenantId, address, clock.now());
  if (!person)
    throw new SignetError(
      'PERSON_UNKNOWN',
      `No person has the address ${address}. "signet people list --query ${address.split('@')[0]}" searches; a sync may be due.`,
    );
  return person;
}

/** One person in words: where a value was entered by hand, that is said. */
export function describe(view: PersonView): string {
  const rows = Object.entries(view.fields).map(([field, value]) => [
    `  ${field}`,
    String(value),
    view.sources?.[field] === 'hand' && view.source === 'directory' ? '(by hand)' : '',
  ]);
  const former = view.formerAddresses?.map(({ address, until }) => `${address} (until ${until.slice(0, 10)})`) ?? [];
  return [
    `${view.fields.displayName ?? view.id} (${view.state}${view.source === 'manual' ? ', by hand' : ''})`,
    `  addresses: ${view.addresses.join(', ')}`,
    ...(former.length > 0 ? [`  former addresses: ${former.join(', ')}`] : []),
    `  groups: ${view.groups.map((group) => group.name).join(', ') || 'none'}`,
    table(rows),
  ].join('\n');
}
