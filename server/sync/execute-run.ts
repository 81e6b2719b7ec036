import { selectHashOf } from '../directory/index.ts';
import { ensureGroups } from '../groups/index.ts';
import { countDirectoryPeople, hasPeople, noteResumedSeen } from '../people/index.ts';
import { apply } from './apply.ts';
import { selectFor } from './attributes-used.ts';
import type { Evaluation } from './evaluate.ts';
import { type Facts, withIssues } from './facts.ts';
import { countsUnder, holdOf, removalsOf } from './hold.ts';
import { allowedRemovals, judge, type Verdict } from './judge.ts';
import { photoIssues } from './photo-issues.ts';
import { prepareEvaluation } from './prepare-evaluation.ts';
import { readDirectory } from './read-directory.ts';
import type { Reading } from './reading.ts';
import type { Checkpoint, Run } from './run.ts';
import type { RunPorts } from './run-ports.ts';
import { scopeKey } from './scope-key.ts';
import { readSyncState, type SyncState, saveSyncState } from './sync-state-store.ts';

/** How a run that did not fail ended. */
export type RunEnd = Pick<Run, 'outcome' | 'counts' | 'issues' | 'notes' | 'kind'> &
  Partial<Pick<Run, 'hold' | 'verdict'>>;

/** Reads the directory to its end, judges what was found, and, unless it is a preview, applies. Nothing is removed before the read is complete. */
export async function executeRun(run: Run, ports: RunPorts): Promise<RunEnd> {
  const sync = (run.settings ?? ports.settings).sync;
  await ports.progress({ settings: { ...ports.settings, sync }, begunAt: run.begunAt ?? ports.clock.now() });
  const state = await readSyncState(run.tenantId);
  const { evaluation, groups, notes } = await prepareEvaluation(run.tenantId, sync, ports);
  const reading: Reading = {
    run,
    ports,
    evaluation,
    notes,
    groups: withSizes(groups, state),
    nobodyKnown: !(await hasPeople(run.tenantId)),
  };
  const checkpoint = run.checkpoint?.verdict ? run.checkpoint : await readDirectory(reading, state);
  ports.signal.throwIfAborted();
  const facts = await completeFacts(run.tenantId, checkpoint.facts);
  const verdict = checkpoint.verdict ?? judge(facts);
  const hold = holdOf(verdict, facts, { removals: await namesOfRemovals(run, verdict), preview: run.preview });
  const { issues, notes: said } = facts;
  const end = { kind: kindOf(run, facts), issues, notes: said, ...(hold ? { hold, verdict } : {}) };
  if (run.preview) return { ...end, counts: facts.counts, outcome: 'previewed' };
  const counts = await countsUnder(verdict, facts.counts, run);
  if (!verdict.everything) {
    const judged = { ...checkpoint, facts, verdict };
    // The groups that rules name are made when somebody is put into them, not by a preview.
    await ensureGroups(run.tenantId, evaluation.groupIds.keys(), ports.clock);
    await ports.progress({ phase: 'applying', counts: facts.counts, checkpoint: judged });
    await applyPages(run, ports, judged);
    await remember(run, ports, judged, evaluation);
  }
  return { ...end, counts, outcome: hold ? 'held' : 'applied' };
}

/** How many there were is asked only where it matters: a quiet delta costs the same in a small tenant and in a large one. */
async function completeFacts(tenantId: string, told: Facts): Promise<Facts> {
  const facts = told.read === 'full' ? withIssues(told, await photoIssues(tenantId)) : told;
  const quiet = facts.counts.removed <= allowedRemovals(0) && Object.keys(facts.blanked).length === 0;
  if (facts.read === 'full' || quiet) return facts;
  return { ...facts, activeBefore: (await countDirectoryPeople(tenantId)).active };
}

/** A checkpoint with its verdict. */
type Judged = Checkpoint & { verdict: Verdict };

async function applyPages(run: Run, ports: RunPorts, checkpoint: Judged): Promise<void> {
  const { tenantId, _id: runId } = run;
  const { clock, fence, signal } = ports;
  await apply(checkpoint.verdict, {
    tenantId,
    runId,
    now: clock.now(),
    fence,
    signal,
    from: run.appliedPages ?? 0,
    onPage: (page) => ports.progress({ appliedPages: page + 1 }),
  });
}

/** The delta link is kept only with the plan it belongs to. What was held back is still to be seen by the next complete run. */
async function remember(
  run: Run,
  { clock, fence }: RunPorts,
  { facts, verdict, deltaLink, deltaLinkAt = clock.now() }: Judged,
  { revision, sync }: Evaluation,
): Promise<void> {
  if (facts.read === 'person') return;
  if (facts.read === 'full' || deltaLink) await noteResumedSeen(run.tenantId, run.begunAt ?? run.startedAt);
  // A group that holds people back keeps its old size: otherwise the next run would find nothing wrong with the new one.
  const sizes = facts.groups.flatMap(({ id, before, now }) => {
    const size = verdict.groups.includes(id) ? before : now;
    return size === null ? [] : [[id, size]];
  });
  const link = deltaLink ? { deltaLink, deltaLinkAt } : {};
  const full =
    facts.read === 'full'
      ? {
          fullAt: clock.now(),
          seen: facts.counts.seen,
          scope: scopeKey(sync.scope),
          selectHash: selectHashOf(selectFor(sync)),
          ...(deltaLink ? {} : { deltaLink: undefined }),
        }
      : {};
  await saveSyncState(run.tenantId, { ...link, ...full, revision, groupSizes: Object.fromEntries(sizes) }, fence);
}

function withSizes(groups: Facts['groups'], state: SyncState): Facts['groups'] {
  return groups.map((group) => ({ ...group, before: state.groupSizes?.[group.id] ?? null }));
}

async function namesOfRemovals(run: Run, verdict: Verdict) {
  return verdict.removals || verdict.everything ? removalsOf(run.tenantId, run._id) : [];
}

function kindOf(run: Run, facts: Facts): Run['kind'] {
  return run.kind === 'person' ? 'person' : facts.read === 'full' ? 'full' : 'delta';
}
