import type { RunCounts } from '../../contract/index.ts';
import { type DirectoryUser, type Graph, readOneUser, readUserPages } from '../directory/index.ts';
import { ensureGroups, everyone } from '../groups/index.ts';
import { type CensusEntry, findPersonByAddress, readCensus } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import type { TenantSettings } from '../tenants/index.ts';
import { apply } from './apply.ts';
import { judge } from './judge.ts';
import { countsOf, type Plan, plan } from './plan.ts';
import { addPage, emptyRead, type Reading } from './read-directory.ts';
import type { Run } from './run-store.ts';

/** What a run needs of the world. */
export interface RunPorts {
  graph: Graph;
  settings: TenantSettings;
  clock: Clock;
  signal: AbortSignal;
  progress(step: Partial<Pick<Run, 'phase' | 'counts' | 'pages'>>): Promise<void>;
}

/** How a run that did not fail ended. */
export type RunEnd = Pick<Run, 'outcome' | 'counts' | 'issues'> & Partial<Pick<Run, 'hold'>>;

const mostIssues = 1000;

/** Reads the directory to its end, plans, judges, and, unless it is a preview, applies. Nothing is removed before the read is complete. */
export async function executeRun(run: Run, ports: RunPorts): Promise<RunEnd> {
  const reading = await prepareReading(run.tenantId, ports);
  await ports.progress({ phase: 'reading' });
  const made =
    run.kind === 'person' ? await planForOne(run, reading, ports) : await planForAll(run.tenantId, reading, ports);
  ports.signal.throwIfAborted();
  const verdict = judge(made);
  const counts = countsOf(made);
  const issues = made.issues.slice(0, mostIssues);
  const hold =
    verdict.kind === 'hold' ? { hold: { code: verdict.code, message: verdict.message, removals: made.removals } } : {};
  if (run.preview) return { outcome: 'previewed', counts, issues, ...hold };
  if (verdict.kind === 'hold' && verdict.keepsBack === 'everything')
    return { outcome: 'held', counts: nothingApplied(counts), issues, ...hold };
  await ports.progress({ phase: 'applying', counts });
  await apply(run.tenantId, made, ports.clock.now(), { removals: verdict.kind === 'apply', signal: ports.signal });
  if (verdict.kind === 'hold') return { outcome: 'held', counts: { ...counts, removed: 0 }, issues, ...hold };
  return { outcome: 'applied', counts, issues };
}

async function prepareReading(tenantId: string, ports: RunPorts): Promise<Reading> {
  const { sync } = ports.settings;
  const names = [everyone, ...sync.importRules.flatMap((rule) => rule.groups)];
  return { tenantId, sync, everyone, groupIds: await ensureGroups(tenantId, names, ports.clock) };
}

async function planForAll(tenantId: string, reading: Reading, ports: RunPorts): Promise<Plan> {
  const read = emptyRead();
  let pages = 0;
  for await (const page of readUserPages(ports.graph, { signal: ports.signal })) {
    refuseEmptyUsers(page.users);
    addPage(read, page.users, reading);
    pages += 1;
    await ports.progress({ pages, counts: { ...countsOf(nothingYet), seen: read.seen, skipped: read.skipped.size } });
  }
  await ports.progress({ phase: 'planning' });
  const census: CensusEntry[] = [];
  for await (const entry of readCensus(tenantId)) census.push(entry);
  return plan(read, census);
}

async function planForOne(run: Run, reading: Reading, ports: RunPorts): Promise<Plan> {
  const known = await findPersonByAddress(run.tenantId, run.person ?? '');
  const user = await readOneUser(ports.graph, known?.objectId ?? run.person ?? '');
  if (!user && !known) throw new SignetError('PERSON_UNKNOWN', `Neither Signet nor the directory knows ${run.person}.`);
  const read = emptyRead();
  if (user) addPage(read, [user], reading);
  const ids = new Set([...read.wanted.keys(), ...read.skipped.keys(), ...(known ? [known.id] : [])]);
  const census: CensusEntry[] = [];
  for await (const entry of readCensus(run.tenantId)) if (ids.has(entry.id)) census.push(entry);
  const made = plan(read, census);
  // A census of one says nothing about mass removal: one person asked for by name may go.
  return { ...made, seen: Math.max(1, made.seen) };
}

/** Without User.Read.All, Graph answers 200 with everything but the id null: a fault of permission, never data. */
function refuseEmptyUsers(users: DirectoryUser[]): void {
  const empty = users.filter((user) => !user['@removed'] && !user.userPrincipalName && !user.displayName && !user.mail);
  if (empty.length > 0 && empty.length === users.length) {
    throw new SignetError(
      'CONSENT_MISSING',
      'Microsoft Graph shows users without any property: the application lacks User.Read.All. Nothing was changed.',
    );
  }
}

const nothingYet: Plan = {
  seen: 0,
  writes: [],
  creates: [],
  updates: [],
  restores: [],
  removals: [],
  unchanged: 0,
  skipped: 0,
  issues: [],
  activeBefore: 0,
};

function nothingApplied(counts: RunCounts): RunCounts {
  return { ...counts, created: 0, updated: 0, removed: 0, restored: 0 };
}
