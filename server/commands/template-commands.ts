import type { Command } from 'commander';
import {
  draftSchema,
  newTemplateSchema,
  publishSchema,
  rollbackSchema,
  type Stage,
  stageSchema,
  type TemplateDetail,
  type TemplateDiff,
  type TemplateProblem,
  templatePreviewSchema,
} from '../../contract/index.ts';
import { commandActor } from '../access/index.ts';
import type { Signet } from '../compose.ts';
import { parse } from '../platform/http.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { readGivenFile } from './given-file.ts';
import { exitCodes, type Outcome, table } from './terminal.ts';

interface SourceOptions extends SharedOptions {
  html?: string;
  text?: string;
}

/** `template …`: what the admin app does with templates. */
export function addTemplateCommands(program: Command, add: AddCommand): void {
  const template = program.command('template').description('signature templates');
  addWriting(template, add);
  addPublishing(template, add);
  addLooking(template, add);
}

function addWriting(template: Command, add: AddCommand): void {
  add<SharedOptions & { archived?: boolean }>(
    template,
    'list',
    'the templates of a tenant',
    async (signet, _args, options) => {
      const items = await signet.templates.list(await tenantOf(signet, options), options.archived === true);
      const rows = items.map((one) => [one.id, one.title, one.state, one.version ? `version ${one.version}` : '']);
      return { json: { items }, text: table(rows) };
    },
    (command) => command.option('--archived', 'those that were put away'),
  );

  add<SharedOptions>(template, 'show <id>', 'one template with its draft', async (signet, [id = ''], options) => {
    return shown((await signet.templates.show(await tenantOf(signet, options), id)).detail, true);
  });

  add<SourceOptions & { id?: string; starter?: string; copyOf?: string }>(
    template,
    'create <title>',
    'a new one: blank, from a starter, a copy, or from files',
    async (signet, [title = ''], { id, starter, copyOf, html, text, ...options }) => {
      const source = html === undefined ? undefined : { html: await contentOf(html), ...(await textOf(text)) };
      const wanted = parse(newTemplateSchema, { title, id, starter, copyOf, source });
      return shown((await signet.templates.create(await tenantOf(signet, options), wanted, commandActor())).detail);
    },
    (command) =>
      withSource(command)
        .option('--id <id>', 'its id (default: made of the title)')
        .option('--starter <name>', 'begin with a starter')
        .option('--copy-of <id>', 'begin with a copy of another template'),
  );

  add<SourceOptions & { title?: string; description?: string }>(
    template,
    'save <id>',
    'save its draft from files',
    async (signet, [id = ''], { html, text, title, description, ...options }) => {
      const files = { ...(html === undefined ? {} : { html: await contentOf(html) }), ...(await textOf(text)) };
      const draft = parse(draftSchema, { ...files, title, description });
      const by = { by: commandActor() };
      return shown((await signet.templates.save(await tenantOf(signet, options), id, draft, by)).detail);
    },
    (command) =>
      withSource(command).option('--title <title>', 'its title').option('--description <text>', 'what it is for'),
  );

  for (const verb of ['archive', 'restore', 'delete'] as const)
    add<SharedOptions>(template, `${verb} <id>`, `${verb} it`, async (signet, [id = ''], options) => {
      const done = await signet.templates[verb](await tenantOf(signet, options), id, { by: commandActor() });
      return done ? shown(done.detail) : { json: { deleted: id }, text: `${id} is deleted.` };
    });
}

function addPublishing(template: Command, add: AddCommand): void {
  const publisher = () => ({ by: commandActor(), mayPublish: true });
  const after = async ({ templates }: Signet, tenantId: string, id: string) =>
    shown((await templates.show(tenantId, id)).detail);

  add<SharedOptions & { at?: string; note?: string }>(
    template,
    'publish <id>',
    'bring its draft to people, now or later',
    async (signet, [id = ''], { at, note, ...options }) => {
      const tenantId = await tenantOf(signet, options);
      await signet.publishing.publish(tenantId, id, parse(publishSchema, { at, note }), publisher());
      return after(signet, tenantId, id);
    },
    (command) =>
      command
        .option('--at <date>', "a time in the tenant's zone, like 2027-01-31T09:00")
        .option('--note <text>', 'what is new'),
  );

  for (const verb of ['approve', 'reject', 'withdraw'] as const)
    add<SharedOptions>(
      template,
      `${verb} <id>`,
      `${verb} what waits to be published`,
      async (signet, [id = ''], options) => {
        const tenantId = await tenantOf(signet, options);
        await signet.publishing[verb](tenantId, id, publisher());
        return after(signet, tenantId, id);
      },
    );

  add<SharedOptions & { note?: string }>(
    template,
    'rollback <id> <version>',
    'make an earlier version what people get',
    async (signet, [id = '', version = ''], { note, ...options }) => {
      const tenantId = await tenantOf(signet, options);
      const to = parse(rollbackSchema, { version: Number(version), note });
      await signet.publishing.rollback(tenantId, id, to, publisher());
      return after(signet, tenantId, id);
    },
    (command) => command.option('--note <text>', 'why'),
  );
}

function addLooking(template: Command, add: AddCommand): void {
  add<SharedOptions>(template, 'history <id>', 'its versions, newest first', async (signet, [id = ''], options) => {
    const items = await signet.templates.history(await tenantOf(signet, options), id);
    const rows = items.map(({ version, publishedAt, publishedBy, note, restored, current }) => [
      `${current ? '→' : ' '} ${version}`,
      publishedAt.slice(0, 16).replace('T', ' '),
      publishedBy,
      restored ? `version ${restored} again` : '',
      note ?? '',
    ]);
    return { json: { items }, text: table(rows) };
  });

  add<SharedOptions>(
    template,
    'diff <id> [from] [to]',
    'what differs between two of: a version number, published, draft',
    async (signet, [id = '', from, to], options) => {
      const stages: [Stage, Stage] = [parse(stageSchema, from ?? 'published'), parse(stageSchema, to ?? 'draft')];
      const diff = await signet.templates.diff(await tenantOf(signet, options), id, ...stages);
      return { json: diff, text: diffText(diff) };
    },
  );

  add<SourceOptions & Record<'address' | 'from' | 'composeType' | 'recipients' | 'at' | 'format', string | undefined>>(
    template,
    'preview <id>',
    'what its draft, or files, look like for somebody',
    async (signet, [id = ''], { html, text, format, json, tenant, ...asked }) => {
      const files = { ...(html === undefined ? {} : { html: await contentOf(html) }), ...(await textOf(text)) };
      const request = parse(templatePreviewSchema, { ...asked, ...files });
      const preview = await signet.previews.preview(await tenantOf(signet, { tenant }), id, request);
      const failed = preview.html === null;
      if (failed) process.stderr.write(`${problemText(preview.problems)}\n`);
      const shown = format === 'text' ? preview.text : preview.html;
      return { json: preview, text: shown ?? '', ...(failed && !json ? { exit: exitCodes.failed } : {}) };
    },
    (command) =>
      withSource(command)
        .option('--address <address>', 'for this person (default: somebody made up)')
        .option('--from <address>', 'sender address')
        .option('--compose-type <type>', 'newMail, reply or forward')
        .option('--recipients <who>', 'internal or external')
        .option('--at <date>', 'at this time')
        .option('--format <format>', 'html or text', 'html'),
  );

  add<SharedOptions & { samples?: string }>(
    template,
    'impact <id>',
    'what publishing its draft would change, for whom',
    async (signet, [id = ''], options) => {
      const samples = Number(options.samples ?? 5) || 0;
      const impact = await signet.previews.templateImpact(await tenantOf(signet, options), id, { samples });
      const rows = impact.samples.map(({ person, composeType, reason }) => [`  ${person.name}`, composeType, reason]);
      const of = impact.complete ? `${impact.checked}` : `the ${impact.checked} looked at`;
      return { json: impact, text: `Changes for ${impact.affected} of ${of} people.\n${table(rows)}` };
    },
    (command) => command.option('--samples <n>', 'how many people to show', '5'),
  );
}

const tenantOf = async ({ tenants }: Signet, { tenant }: SharedOptions) => (await tenants.choose(tenant))._id;

const withSource = (command: Command) =>
  command
    .option('--html <file>', 'Handlebars source of the HTML')
    .option('--text <file>', 'source of the text; "derived" makes it of the HTML');

async function textOf(file: string | undefined): Promise<{ text?: string | null }> {
  if (file === undefined) return {};
  return { text: file === 'derived' ? null : await contentOf(file) };
}

const contentOf = async (file: string) => (await readGivenFile(file)).toString('utf8');

function shown(detail: TemplateDetail, withSource = false): Outcome {
  const { id, title, state, version, waiting, usedBy, problems, source } = detail;
  const waits = waiting ? [`  waits ${waiting.at ? `for ${waiting.at.replace('T', ', ')}` : 'for approval'}`] : [];
  const used = usedBy.map(({ name }) => name).join(', ') || 'nobody';
  const lines = [`${id}: ${title} (${state}${version ? `, version ${version}` : ''})`, `  used by ${used}`, ...waits];
  const wrong = problems.length > 0 ? [problemText(problems)] : [];
  return { json: detail, text: [...lines, ...wrong, ...(withSource ? ['', source.html] : [])].join('\n') };
}

function problemText(problems: TemplateProblem[]): string {
  return problems
    .map(({ severity, message, variant, line, column }) => {
      const where = variant ? `${variant}.hbs, line ${line}, column ${column}: ` : '';
      return `  ${severity}: ${where}${message}`;
    })
    .join('\n');
}

function diffText({ from, to, parts }: TemplateDiff): string {
  if (parts.length === 0) return `${from} and ${to} are the same.`;
  const mark = { same: ' ', removed: '-', added: '+' };
  return parts
    .map(({ part, lines }) =>
      [`${part}: ${from} → ${to}`, ...lines.map(({ kind, text }) => `${mark[kind]} ${text}`)].join('\n'),
    )
    .join('\n');
}
