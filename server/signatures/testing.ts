import type { PersonFields } from '../../contract/index.ts';
import type { Person } from '../people/index.ts';
import { SignetError, toSignetError } from '../platform/errors.ts';

/** A person for tests of this room. */
export function buildPerson(fields: PersonFields, rest: Partial<Person> = {}): Person {
  const address = fields.mail?.toLowerCase();
  return {
    id: 'tenant:person',
    tenantId: 'tenant',
    source: 'directory',
    kind: 'user',
    state: 'active',
    address,
    addresses: address === undefined ? [] : [address],
    fields,
    groupIds: ['everyone'],
    updatedAt: new Date('2026-11-01T00:00:00Z'),
    ...rest,
  };
}

/** The error that a call must throw. */
export function problemOf(call: () => unknown): SignetError {
  try {
    call();
  } catch (error) {
    return toSignetError(error);
  }
  return new SignetError('INTERNAL', 'It threw nothing.');
}

/** The error that work must end with. */
export async function problemOfAsync(work: () => Promise<unknown>): Promise<SignetError> {
  try {
    await work();
  } catch (error) {
    return toSignetError(error);
  }
  return new SignetError('INTERNAL', 'It threw nothing.');
}
