import type { Request } from 'express';
import { askerOf } from '../access/index.ts';
import { SignetError } from '../platform/errors.ts';
import type { Person } from './person.ts';
import { findPerson } from './person-store.ts';

/** The person a path names. @throws {SignetError} PERSON_UNKNOWN */
export async function personOf(request: Request): Promise<Person> {
  const person = await findPerson(askerOf(request).tenantId, String(request.params.id));
  if (!person) throw new SignetError('PERSON_UNKNOWN');
  return person;
}
