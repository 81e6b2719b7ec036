import { deltaLinkLife, isStaleLink, readLatestDeltaLink, selectHashOf } from '../directory/index.ts';
import { goneReasons } from '../people/index.ts';
import type { TenantSettings } from '../tenants/index.ts';
import { selectFor } from './attributes-used.ts';
import { deltaSource, fullSource } from './directory-source.ts';
import { type Facts, noFacts } from './facts.ts';
import { inheritCheckpoint } from './inherit-checkpoint.ts';
import { lookAgain, manyResumed } from './look-again.ts';
import { readOnePerson } from './read-one-person.ts';
import { readPagesToEnd } from './read-pages.ts';
import type { Reading } from './reading.ts';
import { replan } from './replan.ts';
import type { Checkpoint, Run } from './run.ts';
import { takeOverStaged } from './run-page-store.ts';
import { scopeKey } from './scope-key.ts';
import type { SyncState } from './sync-state-store.ts';

/**
 * Reads whatever this run is about, to its end, from where it or the failed run before it stopped. A link that is no good any more
 * becomes a full read in the same run.
 */
export async function readDirectory(reading: Reading, state: SyncState): Promise<Checkpoint> {
  const { run, ports, notes } = reading;
  await ports.progress({ phase: 'reading' });
  if (run.kind === 'person') return readOnePerson(reading);
  const stopped = run.checkpoint ?? (await inheritCheckpoint(run, ports));
  try {
    return await (stopped ? goOn(reading, state, stopped) : begin(reading, state));
  } catch (error) {
    const byLink = stopped !== null || run.kind === 'delta';
    if (!byLink || !isStaleLink(error)) throw error;
    notes.push('Microsoft Graph has forgotten where the last sync ended; everyone was read anew.');
    return beginFull(reading, state);
  }
}

async function begin(reading: Reading, state: SyncState): Promise<Checkpoint> {
  const { run, evaluation, ports, notes, groups } = reading;
  const reason = await reasonToReadInFull(run, state, evaluation.sync, ports.clock.now());
  if (reason) notes.push(reason);
  if (reason !== null) return beginFull(reading, state);
  const facts: Facts = { ...noFacts('delta', 0), groups, notes: [...notes] };
  return goOn(reading, state, await startAt(reading, { facts, pages: 0, complete: onlyRules(run) }));
}

async function beginFull(reading: Reading, state: SyncState): Promise<Checkpoint> {
  const { ports, evaluation, groups, notes } = reading;
  const facts: Facts = { ...noFacts('full', 0), groups, notes: [...notes] };
  const deltaLinkAt = ports.clock.now();
  // Taken before the first page, so that what changes during the read is told by the next delta.
  const deltaLink =
    evaluation.sync.scope.mode === 'all'
      ? ((await readLatestDeltaLink(ports.graph, ports.signal, selectFor(evaluation.sync))) ?? undefined)
      : undefined;
  // What the last read of this scope saw is near enough.
  const expected = state.scope === scopeKey(evaluation.sync.scope) ? state.seen : undefined;
  return goOn(reading, state, await startAt(reading, { facts, pages: 0, deltaLink, deltaLinkAt }, expected));
}

/** Written down before anything of an earlier try is forgotten, so that a crash in between finds one or the other. */
async function startAt({ ports }: Reading, checkpoint: Checkpoint, expected?: number): Promise<Checkpoint> {
  await ports.progress({ checkpoint, pages: checkpoint.pages, ...(expected === undefined ? {} : { expected }) });
  return checkpoint;
}

async function goOn(reading: Reading, state: SyncState, checkpoint: Checkpoint): Promise<Checkpoint> {
  const { run, ports, evaluation } = reading;
  await takeOverStaged(run.tenantId, run._id, { from: checkpoint.pages, fence: ports.fence });
  if (checkpoint.facts.read === 'full') {
    const { scope } = evaluation.sync;
    const source = fullSource(ports.graph, { scope, select: selectFor(evaluation.sync) }, ports.signal);
    return readPagesToEnd(reading, checkpoint, source, {
      goneReason: scope.mode === 'all' ? goneReasons.notSeen : 'not in the chosen groups any more',
      sizesBefore: state.groupSizes ?? {},
    });
  }
  const changes = deltaSource(ports.graph, String(state.deltaLink), ports.signal);
  const told = await readPagesToEnd(reading, checkpoint, changes, null);
  const read = onlyRules(run) ? told : await lookAgain(reading, told);
  const rulesChanged = state.revision !== evaluation.revision;
  return rulesChanged || onlyRules(run) || evaluation.memberships ? replan(reading, read) : read;
}

const otherPropertiesAsked =
  'Other properties are read than last time: rules, mappings, or this version of Signet have changed.';

/** A change of rules or mappings is applied to those remembered; only a change of scope makes everyone be read. */
const onlyRules = (run: Run) => run.trigger === 'ruleChange' && run.kind === 'delta';

/** Why a delta cannot do ('' where nobody asked for one), or null. */
async function reasonToReadInFull(
  run: Run,
  state: SyncState,
  sync: TenantSettings['sync'],
  now: Date,
): Promise<string | null> {
  if (run.kind === 'full') return '';
  const otherProperties = state.selectHash !== selectHashOf(selectFor(sync));
  if (onlyRules(run)) return state.fullAt && otherProperties ? otherPropertiesAsked : null;
  if (sync.scope.mode === 'groups') return 'With chosen groups, their members are read anew each time.';
  if (!state.deltaLink || !state.fullAt) return 'There was no full sync yet.';
  if (otherProperties) return otherPropertiesAsked;
  if (now.getTime() - (state.deltaLinkAt?.getTime() ?? 0) > deltaLinkLife)
    return 'The last sync was too long ago for Microsoft Graph to tell the changes.';
  if (await manyResumed(run.tenantId)) return 'Many people were resumed; everyone was read anew.';
  return null;
}
