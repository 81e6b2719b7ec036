// The floors of the house. A room of server/ imports only from lower floors, never sideways and never up.
const floors = [
  { floor: '0', rooms: ['platform'] },
  { floor: '1a', rooms: ['directory', 'access'] },
  { floor: '1b', rooms: ['tenants'] },
  { floor: '2', rooms: ['people', 'groups'] },
  { floor: '3', rooms: ['sync', 'signatures'] },
  { floor: '4', rooms: ['delivery'] },
];

const floorRules = floors.flatMap(({ floor, rooms }, level) =>
  rooms.map((room) => {
    const allowed = floors.slice(0, level).flatMap((lower) => lower.rooms);
    const mayImport = [room, ...allowed].join('|');
    return {
      name: `floor-${floor}-${room}`,
      comment: `server/${room} stands on floor ${floor}: it imports only from lower floors (${allowed.join(', ') || 'none'}), never sideways, never from floor 5.`,
      severity: 'error',
      from: { path: `^server/${room}/` },
      to: { path: '^server/', pathNot: `^server/(${mayImport})/` },
    };
  }),
);

const roomDoor = {
  name: 'through-the-door',
  comment:
    'What a room offers to others stands in its index.ts; nothing else of it is imported from outside (platform excepted).',
  severity: 'error',
  from: { path: '^server/([^/]+)/' },
  to: { path: '^server/([^/]+)/', pathNot: ['^server/$1/', '^server/platform/', '/index\\.ts$'] },
};

/** Only `allowed` may import the package. */
const packageOnlyIn = (name, packagePattern, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(contract|server|admin|addin|embedded-db|sandbox)/', pathNot: [...allowed, '\\.test\\.tsx?$'] },
  to: { path: packagePattern },
});

module.exports = {
  forbidden: [
    ...floorRules,
    roomDoor,
    { name: 'no-cycles', comment: 'Arrows only downwards.', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contract-alone',
      comment: 'contract/ imports nothing of the rest.',
      severity: 'error',
      from: { path: '^contract/' },
      to: { path: '^(server|admin|addin|embedded-db|sandbox|test)/' },
    },
    {
      name: 'front-ends',
      comment: 'admin/ and addin/ import contract/ and nothing of server/ or each other.',
      severity: 'error',
      from: { path: '^(admin|addin)/' },
      to: { path: '^(server|admin|addin|embedded-db|sandbox|test)/', pathNot: '^$1/' },
    },
    {
      name: 'embedded-db-alone',
      comment: 'embedded-db/ knows nothing of Signet.',
      severity: 'error',
      from: { path: '^embedded-db/' },
      to: { path: '^(contract|server|admin|addin|sandbox|test)/' },
    },
    {
      name: 'sandbox-alone',
      comment: 'sandbox/ is a pretend Microsoft 365: it knows nothing of Signet.',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(contract|server|admin|addin|embedded-db|test)/' },
    },
    {
      name: 'composed-once',
      comment:
        'embedded-db/ is imported only by server/database.ts, sandbox/ only by open-directory.ts (and, for its certificate, sandbox-trust.ts).',
      severity: 'error',
      from: { path: '^server/', pathNot: ['^server/(open-directory|database|sandbox-trust)\\.ts$', '\\.test\\.ts$'] },
      to: { path: '^(embedded-db|sandbox)/' },
    },
    {
      name: 'nothing-imports-test',
      comment: 'Nothing imports test/.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    packageOnlyIn(
      'mongoose-in-stores',
      'node_modules/mongoose/',
      ['^server/.*-store\\.ts$', '^server/platform/mongo\\.ts$'],
      'mongoose only in *-store.ts and platform/mongo.ts.',
    ),
    packageOnlyIn(
      'graph-in-directory',
      'node_modules/@microsoft/microsoft-graph-client/',
      ['^server/directory/'],
      'The Graph client only in server/directory/.',
    ),
    packageOnlyIn(
      'msal-in-access',
      'node_modules/@azure/msal-node/',
      ['^server/(directory|tenants|access)/'],
      'msal-node only in directory/, tenants/ and access/.',
    ),
    packageOnlyIn(
      'react-in-front-ends',
      'node_modules/(react|react-dom|@fluentui)/',
      ['^admin/', '^addin/taskpane/'],
      'React only in admin/ and addin/taskpane/.',
    ),
    {
      name: 'resolvable',
      comment: 'Every import resolves.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
