/** Made-up users as Graph gives them for our `$select`: about 1.2 KB of JSON each, the same for the same number. */
const given = [
  'Anna',
  'Björn',
  'Chloé',
  'Dmitri',
  'Emilia',
  'Farid',
  'Grace',
  'Hiroshi',
  'Ingrid',
  'João',
  'Katarzyna',
];
const family = ['Becker', 'Sørensen', 'Dubois', 'Okafor', 'Tanaka', 'García', 'Novák', 'Lindqvist', 'Müller', 'Haddad'];
const departments = ['Sales', 'Marketing', 'Research', 'Finance', 'Human Resources', 'Operations', 'Legal'];
const titles = ['Account Manager', 'Senior Engineer', 'Product Owner', 'Controller', 'Team Lead', 'Consultant'];
const offices = [
  ['Friedrichstraße 43', 'Berlin', 'Berlin', '10117', 'Germany', 'DE', '+49 30 5550'],
  ['12 Rue de Rivoli', 'Paris', 'Île-de-France', '75001', 'France', 'FR', '+33 1 5550'],
  ['400 Pine Street, Suite 900', 'Seattle', 'Washington', '98101', 'United States', 'US', '+1 206 555 '],
];

/** The user with this number; `round` is how often they have changed so far. */
export function directoryUser(number: number, round = 0): object {
  const pick = (list: string[], step: number) => list[Math.floor(number / step) % list.length] ?? '';
  const [givenName, surname] = [pick(given, 1), pick(family, given.length)];
  const [streetAddress, city, state, postalCode, country, usageLocation, phone] = offices[number % 3] ?? [];
  const mail = `${ascii(givenName)}.${ascii(surname)}.${number}@contoso-benchmark.example`;
  return {
    id: idOf(number, '5'),
    userPrincipalName: mail,
    mail,
    proxyAddresses: [`SMTP:${mail}`, `smtp:u${number}@contoso-benchmark.onmicrosoft.example`],
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    jobTitle: round > 0 ? `${pick(titles, 3)} ${round}` : pick(titles, 3),
    department: pick(departments, 7),
    companyName: 'Contoso Benchmark Ltd.',
    employeeId: String(100_000 + number),
    employeeType: 'Employee',
    employeeOrgData: { costCenter: `CC-${number % 97}`, division: pick(departments, 70) },
    officeLocation: `${number % 9}/${number % 400}`,
    streetAddress,
    city,
    state,
    postalCode,
    country,
    usageLocation,
    preferredLanguage: null,
    businessPhones: [`${phone}${1000 + (number % 9000)}`],
    mobilePhone: number % 4 === 0 ? `${phone}${100_000 + number}` : null,
    faxNumber: null,
    accountEnabled: true,
    userType: 'Member',
    assignedLicenses: [{ disabledPlans: [], skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965' }],
    onPremisesExtensionAttributes: Object.fromEntries(
      Array.from({ length: 15 }, (_, index) => [
        `extensionAttribute${index + 1}`,
        index === 0 ? `Team ${number % 50}` : null,
      ]),
    ),
    createdDateTime: '2021-03-04T05:06:07Z',
    manager: {
      id: idOf(number - (number % 10), '5'),
      displayName: `${pick(given, 10)} ${pick(family, 100)}`,
      mail: `manager.${number - (number % 10)}@contoso-benchmark.example`,
    },
  };
}

/** Ids spread like real ones, so that no index sees them in order. */
export function idOf(number: number, kind: string): string {
  const spread = (Math.imul(number + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, '0');
  return `${spread}-${kind}000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

function ascii(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
