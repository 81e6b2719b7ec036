type Params = Readonly<Record<string, string | undefined>>;

/** A path with parameters; empty ones are left out. */
export function withParams(path: string, params: Params = {}): string {
  const filled = Object.entries(params).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = new URLSearchParams(filled).toString();
  return search === '' ? path : `${path}?${search}`;
}

const inside = (path: string) => (id: string, params?: Params) =>
  withParams(`${path}/${encodeURIComponent(id)}`, params);

/** The pages of the app. The address is `/admin/#/people?query=anna`: behind a hash, so that it works wherever the app is served. */
export const pathTo = {
  home: () => '/',
  setup: (step?: string) => (step ? `/set-up/${step}` : '/set-up'),
  people: (params?: Params) => withParams('/people', params),
  person: inside('/people'),
  newPerson: () => '/people/new',
  importPeople: () => '/people/import',
  groups: () => '/groups',
  group: inside('/groups'),
  mailboxes: () => '/mailboxes',
  mailbox: inside('/mailboxes'),
  userData: (part = 'scope') => `/user-data/${part}`,
  runs: () => '/runs',
  run: inside('/runs'),
  templates: () => '/templates',
  template: inside('/templates'),
  assignments: () => '/assignments',
  outlook: (part = 'add-in', params?: Params) => withParams(`/outlook/${part}`, params),
  campaigns: () => '/campaigns',
  mailFlow: () => '/mail-flow',
  exchange: () => '/exchange',
  access: (part = 'roles') => `/access/${part}`,
  mySignature: () => '/my-signature',
} as const;
