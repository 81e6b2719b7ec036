import type { Person } from '../people/index.ts';

/** Somebody made up, with a value in every field that signatures usually show, to preview with. */
export function samplePerson(tenantId: string): Person {
  const address = 'alex.example@example.com';
  return {
    id: `${tenantId}:sample`,
    tenantId,
    source: 'manual',
    kind: 'user',
    state: 'active',
    address,
    addresses: [address],
    fields: {
      ...{ displayName: 'Alex Example', givenName: 'Alex', surname: 'Example', mail: address },
      ...{ jobTitle: 'Head of Customer Relations', department: 'Sales', companyName: 'Example Ltd' },
      ...{ streetAddress: '12 Sample Street', postalCode: '10115', city: 'Berlin', country: 'Germany' },
      ...{ businessPhone: '+49 30 901820', mobilePhone: '+49 151 23456789', website: 'www.example.com' },
      ...{ officeLocation: '4.12', preferredLanguage: 'en' },
    },
    groupIds: [],
    updatedAt: new Date(0),
  };
}
