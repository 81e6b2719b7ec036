import { describe, expect, test } from '@jest/globals';
import type { Role, RunCounts, RunView, SessionView, TenantView } from '../../contract/index.ts';
import { withRun } from '../api/run-queries.ts';
import { messages } from '../messages/messages.ts';
import { whyNotStart } from './permission.ts';
import { describeChanges, describeProgress, describeRun, describeStart, headlineOf, summarise } from './run-words.ts';
import { readStanding } from './standing.ts';

const noCounts: RunCounts = { seen: 0, created: 0, updated: 0, unchanged: 0, removed: 0, restored: 0, skipped: 0 };

function aRun(change: Partial<RunView> = {}): RunView {
  return {
    runId: 'run-1',
    tenantId: 'tenant',
    kind: 'full',
    trigger: 'nightly',
    outcome: 'applied',
    phase: 'ended',
    counts: noCounts,
    issues: [],
    pages: 1,
    seconds: 3,
    startedAt: '2026-11-22T03:00:00Z',
    ...change,
  };
}

const running = aRun({ runId: 'running', outcome: undefined, phase: 'reading' });
const hold = { code: 'MASS_REMOVAL', message: 'Too many.', removals: [{ id: 'p1', name: 'Ada' }] };
const held = aRun({ runId: 'held', outcome: 'held', hold });

describe('the standing', () => {
  test('nothing has run', () => {
    expect(readStanding([])).toEqual({ running: undefined, last: undefined, held: undefined, preview: undefined });
  });

  test('a hold stands through failed, small and previewed runs, and while another runs', () => {
    const runs = [
      running,
      aRun({ outcome: 'previewed' }),
      aRun({ outcome: 'failed' }),
      aRun({ kind: 'delta' }),
      aRun({ kind: 'person' }),
      held,
    ];
    expect(readStanding(runs)).toMatchObject({ running: { runId: 'running' }, held: { runId: 'held' } });
  });

  test('a later complete run supersedes it, and so does a decision', () => {
    expect(readStanding([aRun(), held]).held).toBeUndefined();
    const discarded = aRun({ outcome: 'cancelled', hold });
    expect(readStanding([discarded, held]).held).toBeUndefined();
    expect(readStanding([aRun({ outcome: 'applied', hold }), held]).held).toBeUndefined();
  });

  test('a preview stands until the next sync, and is never the last sync', () => {
    const preview = aRun({ runId: 'preview', outcome: 'previewed' });
    expect(readStanding([preview, held])).toMatchObject({ preview: { runId: 'preview' }, last: { runId: 'held' } });
    expect(readStanding([aRun(), preview]).preview).toBeUndefined();
  });
});

describe('a run in words', () => {
  test('only what happened is counted', () => {
    expect(describeChanges({ ...noCounts, seen: 9, created: 2, removed: 1, unchanged: 6 })).toBe('2 added, 1 removed');
    expect(describeChanges({ ...noCounts, seen: 9, unchanged: 9 })).toBe(messages.run.nothing);
  });

  test('what is held back is said', () => {
    expect(describeRun(held)).toContain('1 removal is held back');
  });

  test('a discarded hold is not a cancelled run', () => {
    const counts = { ...noCounts, seen: 9, updated: 2 };
    const discarded = aRun({ outcome: 'cancelled', hold, counts });
    expect(headlineOf(discarded)).not.toBe(headlineOf(aRun({ outcome: 'cancelled' })));
    expect(describeRun(discarded)).toContain('1 person kept');
    expect(summarise(discarded)).toBe('2 changed');
  });

  test('a failure says why, or that nobody knows', () => {
    const error = { code: 'THROTTLED', message: 'Microsoft Graph asks to wait.' };
    expect(describeRun(aRun({ outcome: 'failed', error }))).toMatch(/^Microsoft Graph asks to wait\. /);
    expect(describeRun(aRun({ outcome: 'failed' }))).toContain(messages.run.unknownFailure);
  });

  test('by whom it was started', () => {
    expect(describeStart(aRun({ trigger: 'manual', startedBy: 'Ada' }))).toBe('By hand, by Ada');
    expect(describeStart(aRun({ trigger: 'manual' }))).toBe('By hand');
  });

  test('progress names the phase, and the numbers as soon as there are some', () => {
    expect(describeProgress({ ...running, phase: 'waiting', pages: 0 })).toBe('Waiting to start');
    expect(describeProgress({ ...running, counts: { ...noCounts, seen: 240 }, pages: 3 })).toBe(
      'Reading Microsoft 365: 240 people seen, 3 pages read',
    );
  });
});

describe('who may start a sync', () => {
  const session = (...roles: Role[]): SessionView => ({
    name: 'Ada',
    address: 'ada@contoso.example',
    tenantId: 'tenant',
    roles,
    sandbox: false,
    version: '0',
    links: {},
  });
  const tenant: TenantView = { id: 'tenant', name: 'C', connectedAt: '', access: { state: 'connected' }, people: 0 };
  const broken: TenantView = { ...tenant, access: { state: 'broken', code: 'CREDENTIALS', message: '' } };

  test('admins and editors, while the tenant is connected and nothing runs', () => {
    expect(whyNotStart(session('admin'), tenant, false)).toBeUndefined();
    expect(whyNotStart(session('editor'), tenant, false)).toBeUndefined();
  });

  test('otherwise it says why', () => {
    expect(whyNotStart(session('auditor'), tenant, false)).toBe(messages.home.whyNot.role);
    expect(whyNotStart(session('admin'), broken, false)).toBe(messages.home.whyNot.access);
    expect(whyNotStart(session('admin'), tenant, true)).toBe(messages.home.whyNot.running);
  });
});

describe('a run that was just written', () => {
  test('takes its place in the list, or comes first', () => {
    const page = { items: [aRun({ runId: 'b' }), held] };
    expect(withRun(page, aRun({ runId: 'held' })).items.map((run) => run.outcome)).toEqual(['applied', 'applied']);
    expect(withRun(page, running).items.map((run) => run.runId)).toEqual(['running', 'b', 'held']);
    expect(withRun(undefined, running).items).toEqual([running]);
  });
});
