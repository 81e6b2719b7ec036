import { setTimeout as after } from 'node:timers/promises';
import type { Command } from 'commander';
import type { RunKind, RunResult } from '../../contract/index.ts';
import type { Signet } from '../compose.ts';
import { SignetError } from '../platform/errors.ts';
import { type Run, toRunResult, toRunView } from '../sync/index.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { exitCodes, type Outcome, say, table } from './terminal.ts';

interface RunOptions extends SharedOptions {
  kind?: string;
  person?: string;
  wait?: boolean;
}

/** `sync run|preview|list|show|next|approve|discard|cancel`. */
export function addSyncCommands(program: Command, add: AddCommand): void {
  const sync = program.command('sync').description('synchronise people from the directory');
  const runOptions = (command: Command) =>
    command
      .option('--kind <kind>', 'full or delta', 'full')
      .option('--person <address>', 'only this person')
      .option('--no-wait', 'give the run id and do not wait');

  add<RunOptions>(
    sync,
    'run',
    'read the directory and apply what changed',
    (signet, _args, options) => run(signet, options, false),
    runOptions,
  );
  add<RunOptions>(
    sync,
    'preview',
    'show what a run would do, and change nothing',
    (signet, _args, options) => run(signet, options, true),
    runOptions,
  );

  add<SharedOptions>(sync, 'list', 'the latest runs', async (signet, _args, options) => {
    const tenant = await signet.tenants.choose(options.tenant);
    const items = (await signet.sync.list(tenant._id, 20)).map((one) => toRunView(one, signet.clock.now()));
    const rows = items.map((one) => [
      one.runId,
      one.startedAt.slice(0, 16).replace('T', ' '),
      one.kind,
      one.trigger,
      one.outcome ?? one.phase,
      `${one.counts.seen} seen`,
    ]);
    return {
      json: { items },
      text: rows.length > 0 ? table(rows) : 'Nothing was synchronised yet. Start: signet sync run',
    };
  });

  add<SharedOptions>(sync, 'show <runId>', 'one run', async (signet, [runId = ''], options) => {
    const tenant = await signet.tenants.choose(options.tenant);
    const found = await signet.sync.find(tenant._id, runId);
    return { json: toRunView(found, signet.clock.now()), text: describe(toRunResult(found, signet.clock.now())) };
  });

  add<SharedOptions>(sync, 'next', 'when the next syncs start on their own', async (signet, _args, options) => {
    const tenant = await signet.tenants.choose(options.tenant);
    const view = await signet.schedule.show(tenant._id);
    const text = view.enabled
      ? `Every night at ${view.time} (${view.timeZone}), and what changed every ${view.deltaMinutes} minutes. Next nights:\n${view.next.map((time) => `  ${time}`).join('\n')}`
      : 'Auto-sync is off: nothing starts on its own. Switch it on: signet settings set sync.auto.enabled true';
    return { json: view, text };
  });

  const verbs = {
    approve: 'apply what a run holds back',
    discard: 'drop what a run holds back',
    cancel: 'stop a run under way',
  } as const;
  for (const verb of ['approve', 'discard', 'cancel'] as const) {
    add<SharedOptions>(sync, `${verb} <runId>`, verbs[verb], async (signet, [runId = ''], options) => {
      const tenant = await signet.tenants.choose(options.tenant);
      const changed = await signet.sync[verb](tenant._id, runId);
      return { json: toRunView(changed, signet.clock.now()), text: describe(toRunResult(changed, signet.clock.now())) };
    });
  }
}

async function run(signet: Signet, options: RunOptions, preview: boolean): Promise<Outcome> {
  if (options.kind !== 'full' && options.kind !== 'delta')
    throw new SignetError('VALIDATION', `--kind is full or delta, not ${options.kind}.`);
  const tenant = await signet.tenants.choose(options.tenant);
  const kind: RunKind = options.person ? 'person' : options.kind;
  const started = await signet.sync.start(tenant._id, { kind, trigger: 'manual', preview, person: options.person });
  if (started.joined) say(`A run is under way already (${started.run._id}); waiting for it.\n`);
  if (options.wait === false) return { json: { runId: started.run._id }, text: started.run._id };
  const ended = await untilEnded(signet, started.run);
  const result = toRunResult(ended, signet.clock.now());
  const exit =
    ended.outcome === 'held'
      ? exitCodes.held
      : ended.outcome === 'failed' || ended.outcome === 'cancelled'
        ? exitCodes.failed
        : exitCodes.done;
  if (result.error) process.stderr.write(`${result.error.message}\n`);
  return { json: result, text: describe(result), exit };
}

/** Waits for a run, whoever carries it out: this process takes over where nobody else works on it. */
async function untilEnded(signet: Signet, run: Run): Promise<Run> {
  for (let shown = ''; ; ) {
    const current = await signet.sync.find(run.tenantId, run._id);
    if (current.outcome) {
      if (shown && process.stderr.isTTY) say('');
      return current;
    }
    const line = `${current.phase}: ${current.pages} pages, ${current.counts.seen} people seen${current.throttledUntil ? `, throttled until ${current.throttledUntil.toISOString()}` : ''}`;
    if (line !== shown) say(line);
    shown = line;
    await Promise.race([signet.worker.work(run.tenantId), after(500)]);
    await after(50);
  }
}

function describe({ runId, outcome, counts, hold, issues, seconds, error }: RunResult): string {
  const lines = [
    `Run ${runId}: ${outcome} in ${seconds} s`,
    `  ${counts.seen} seen: ${counts.created} new, ${counts.updated} changed, ${counts.unchanged} unchanged, ${counts.restored} restored, ${counts.removed} removed, ${counts.skipped} left out`,
  ];
  if (error) lines.push(`  ${error.message}`);
  if (hold) {
    lines.push(`  Held: ${hold.message}`);
    for (const { name, address } of hold.removals.slice(0, 20))
      lines.push(`    ${name}${address ? ` <${address}>` : ''}`);
    if (hold.removals.length > 20)
      lines.push(`    … and ${hold.removals.length - 20} more (signet sync show ${runId} --json)`);
    if (outcome === 'held') lines.push(`  Apply: signet sync approve ${runId}   Drop: signet sync discard ${runId}`);
  }
  for (const issue of issues.slice(0, 20)) lines.push(`  ! ${issue.person}: ${issue.message}`);
  if (issues.length > 20) lines.push(`  … and ${issues.length - 20} more`);
  return lines.join('\n');
}
