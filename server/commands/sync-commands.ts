import { setTimeout as after } from 'node:timers/promises';
import type { Command } from 'commander';
import type { RunKind } from '../../contract/index.ts';
import type { Signet } from '../compose.ts';
import { SignetError } from '../platform/errors.ts';
import { explainUser, listChanges, proposed, type Run, toRunResult, toRunView } from '../sync/index.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { describeChange, describeRun } from './run-text.ts';
import { exitCodes, type Outcome, readJson, say, table } from './terminal.ts';

interface ShowOptions extends SharedOptions {
  changes?: boolean;
  limit?: string;
  cursor?: string;
}

interface RunOptions extends SharedOptions {
  scope?: string;
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
    (command) => runOptions(command).option('--scope <json>', 'with this scope instead of the saved one'),
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

  add<ShowOptions>(
    sync,
    'show <runId>',
    'one run',
    (signet, [runId = ''], options) => show(signet, runId, options),
    (command) =>
      command
        .option('--changes', 'person by person, field by field')
        .option('--limit <n>', 'how many of them', '100')
        .option('--cursor <cursor>', 'go on from here'),
  );

  add<RunOptions>(
    sync,
    'explain <address>',
    'what scope, rules and mappings make of one directory user',
    (signet, [address = ''], options) => explain(signet, address, options),
  );

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
      return {
        json: toRunView(changed, signet.clock.now()),
        text: describeRun(toRunResult(changed, signet.clock.now())),
      };
    });
  }
}

async function run(signet: Signet, options: RunOptions, preview: boolean): Promise<Outcome> {
  if (options.kind !== 'full' && options.kind !== 'delta')
    throw new SignetError('VALIDATION', `--kind is full or delta, not ${options.kind}.`);
  const tenant = await signet.tenants.choose(options.tenant);
  const kind: RunKind = options.person ? 'person' : options.kind;
  await signet.tenants.requireAccess(tenant._id);
  const settings =
    options.scope === undefined ? undefined : proposed(tenant, { scope: readJson(options.scope) }, preview);
  const started = await signet.sync.start(tenant._id, {
    kind,
    trigger: 'manual',
    preview,
    person: options.person,
    settings,
  });
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
  return { json: result, text: await withChanges(ended, describeRun(result)), exit };
}

/** A preview in words names the people too; the rest is there to be asked for. */
async function withChanges(run: Run, text: string): Promise<string> {
  if (!run.preview) return text;
  const { items, nextCursor } = await listChanges(run, { limit: 40 });
  const more = nextCursor ? `\n… more: signet sync show ${run._id} --changes --cursor ${nextCursor}` : '';
  return `${text}\n${items.map(describeChange).join('\n')}${more}`.trimEnd();
}

async function show({ tenants, sync, clock }: Signet, runId: string, options: ShowOptions): Promise<Outcome> {
  const tenant = await tenants.choose(options.tenant);
  const found = await sync.find(tenant._id, runId);
  const text = describeRun(toRunResult(found, clock.now()));
  if (!options.changes) return { json: toRunView(found, clock.now()), text };
  const { items, nextCursor } = await listChanges(found, {
    limit: Number(options.limit) || 100,
    cursor: options.cursor,
  });
  const more = nextCursor ? `\n… more: --cursor ${nextCursor}` : '';
  return {
    json: { ...toRunView(found, clock.now()), changes: items, nextCursor },
    text: `${text}\n${items.map(describeChange).join('\n')}${more}`,
  };
}

async function explain(signet: Signet, address: string, options: SharedOptions): Promise<Outcome> {
  const { tenants, clock } = signet;
  const tenant = await tenants.choose(options.tenant);
  const graph = tenants.graphOf(tenant._id, { priority: 'high', tries: 2 });
  const explained = await explainUser(tenant._id, address, tenant.settings.sync, {
    graph,
    clock,
    signal: AbortSignal.timeout(30_000),
  });
  const rules = explained.rules.map(({ rule, action, groups, trail }) => [
    trail.holds ? '  ✓' : '  ✗',
    rule,
    action === 'import' ? 'import' : 'leave out',
    groups.join(', '),
  ]);
  const fields = Object.entries(explained.fields).map(([field, value]) => [`  ${field}`, String(value)]);
  const verdict = explained.import
    ? `imported (${explained.reason}), in: ${explained.groups.join(', ')}`
    : `left out: ${explained.reason}`;
  return {
    json: explained,
    text: [`${explained.address} is ${verdict}`, table(rules), table(fields)].filter(Boolean).join('\n'),
  };
}

/** Waits for a run, whoever carries it out: this process takes over where nobody else works on it. */
async function untilEnded(signet: Signet, run: Run): Promise<Run> {
  for (let shown = ''; ; ) {
    const current = await signet.sync.find(run.tenantId, run._id);
    if (current.outcome) {
      if (shown && process.stderr.isTTY) say('');
      return current;
    }
    const line = `${current.phase}: ${current.pages} pages, ${current.counts.seen} people seen${current.expected && current.phase === 'reading' ? ` of about ${current.expected}` : ''}${current.throttledUntil ? `, throttled until ${current.throttledUntil.toISOString()}` : ''}`;
    if (line !== shown) say(line);
    shown = line;
    await Promise.race([signet.worker.work(run.tenantId), after(500)]);
    await after(50);
  }
}
