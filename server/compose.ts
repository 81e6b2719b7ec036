import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from './database.ts';
import {
  createDelivery,
  createSignatureAnswers,
  type DeliveryService,
  type SignatureAnswers,
} from './delivery/index.ts';
import { createDisconnecting, type Disconnecting } from './disconnect.ts';
import { ensureGroups, everyone, groupsByName } from './groups/index.ts';
import { openDirectory, type SandboxFacts, sampleSettings } from './open-directory.ts';
import { createPeople, followDirectoryAgain, type PeopleService } from './people/index.ts';
import type { Clock } from './platform/clock.ts';
import type { Config, EntraConfig } from './platform/config.ts';
import type { Logger } from './platform/log.ts';
import { connectMongo, createIndexes, disconnectMongo, pingMongo } from './platform/mongo.ts';
import { deriveKey, deriveKeys, installationSecrets, type Secrets } from './platform/secrets.ts';
import {
  type AssignmentService,
  type CampaignClicks,
  type CampaignService,
  compilingHere,
  createAssignments,
  createCampaignClicks,
  createCampaigns,
  createImageDelivery,
  createImageServer,
  createImages,
  createLint,
  createPreviews,
  createPublishing,
  createScheduledPublishing,
  createSignatures,
  createTemplateCompiler,
  createTemplates,
  createUnsigned,
  type ImageServer,
  type ImageService,
  type LintService,
  type PreviewService,
  type PublishingService,
  type ScheduledPublishing,
  type SignatureService,
  type TemplateCompiler,
  type TemplateService,
  type Unsigned,
} from './signatures/index.ts';
import {
  createChores,
  createNotifications,
  createScheduler,
  createScheduleService,
  createSync,
  createSyncWorker,
  type Notifications,
  type Scheduler,
  type ScheduleService,
  type SyncService,
  type SyncWorker,
  settingsProblems,
} from './sync/index.ts';
import {
  createCredentialWatch,
  createGraphTokens,
  createTenants,
  defaultSettings,
  type TenantService,
} from './tenants/index.ts';

/** Everything that runs, built in one place and taken down in reverse. */
export interface Signet {
  config: Config;
  entra: EntraConfig;
  /** What the sandbox offers, where one stands in for Microsoft 365. */
  sandbox: SandboxFacts | null;
  /** The current one, and former ones that still open what they sealed. */
  secrets: Secrets;
  tenants: TenantService;
  signatures: SignatureService;
  templates: TemplateService;
  publishing: PublishingService;
  assignments: AssignmentService;
  campaigns: CampaignService;
  clicks: CampaignClicks;
  unsigned: Unsigned;
  previews: PreviewService;
  scheduledPublishing: ScheduledPublishing;
  images: ImageService;
  imageServer: ImageServer;
  lint: LintService;
  sync: SyncService;
  worker: SyncWorker;
  scheduler: Scheduler;
  schedule: ScheduleService;
  disconnecting: Disconnecting;
  notifications: Notifications;
  delivery: DeliveryService;
  answers: SignatureAnswers;
  people: PeopleService;
  clock: Clock;
  log: Logger;
  close(): Promise<void>;
}

export interface Surroundings {
  clock: Clock;
  log: Logger;
}

/** The top folder of the installation: the same whether this runs from dist/ or from the sources. */
export const installation = findInstallation(fileURLToPath(new URL('.', import.meta.url)));

function findInstallation(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findInstallation(join(folder, '..'));
}

/** Builds Signet: database, directory (real or sandbox), services. `listen` gives the sandbox its ports: false for any free ones. */
export async function compose(
  config: Config,
  { clock, log }: Surroundings,
  options: { lasting: boolean },
): Promise<Signet> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    await connectMongo(await openDatabase(config, closing));
    closing.push(disconnectMongo);
    await createIndexes();
    const { entra, sandbox } = await openDirectory(config, options, closing, log);
    const secrets = installationSecrets(config.secrets, config.dataDir);
    // What holds nobody up compiles in its own thread, and is done sooner.
    const compiler = options.lasting && config.roles.includes('web') ? createTemplateCompiler() : compilingHere;
    closing.push(() => compiler.close());
    const services = buildServices(config, entra, sandbox, secrets, { clock, log, compiler });
    closing.push(() => services.worker.stop());
    closing.push(() => services.scheduler.stop());
    closing.push(() => services.scheduledPublishing.stop());
    return { config, entra, sandbox, secrets, clock, log, close, ...services };
  } catch (error) {
    await close();
    throw error;
  }
}

function buildServices(
  config: Config,
  entra: EntraConfig,
  sandbox: SandboxFacts | null,
  secrets: Secrets,
  { clock, log, compiler }: Surroundings & { compiler: TemplateCompiler },
) {
  const templatesFolder = join(installation, 'templates');
  const [key, ...formerKeys] = deriveKeys(secrets, 'images');
  const imageAddress = { baseUrl: `${config.publicUrl}/images`, key };
  const imageServer = createImageServer({ key, formerKeys, templatesFolder });
  const images = createImages({ clock, baseUrl: imageAddress.baseUrl });
  const clicks = createCampaignClicks({
    baseUrl: `${config.publicUrl}/go`,
    keys: deriveKeys(secrets, 'clicks'),
    clock,
    log,
  });
  const signatures = createSignatures({
    templatesFolder,
    images: createImageDelivery({ ...imageAddress, server: imageServer }),
    clicks,
    markerSecret: deriveKey(secrets[0], 'marker'),
    clock,
    log,
    compiler,
  });
  const writing = { clock, compiler, onChange: (tenantId: string) => signatures.forget(tenantId) };
  const templates = createTemplates({ metaFor: images.metaFor, templatesFolder, ...writing });
  // Whoever asks next gets the new version, and need not wait until it is compiled.
  const onPublished = async (tenantId: string) => {
    signatures.forget(tenantId);
    await signatures.prepare([tenantId]);
  };
  const lint = createLint({ templates, compiler });
  const publishing = createPublishing({ ...writing, onChange: onPublished });
  const assignments = createAssignments(writing);
  const campaigns = createCampaigns(writing);
  const previews = createPreviews({ signatures, templates, compiler, clock });
  const scheduledPublishing = createScheduledPublishing({ publishing, clock, log });
  const wait = (milliseconds: number, signal?: AbortSignal) => after(milliseconds, undefined, { signal });
  const onConnected = async (tenantId: string) => {
    const ids = await ensureGroups(tenantId, [everyone], clock);
    await signatures.seed(tenantId, { everyone: ids.get(everyone) ?? '' });
    await followDirectoryAgain(tenantId);
  };
  const settings = sandbox ? sampleSettings() : defaultSettings;
  const tenants = createTenants({
    entra,
    tokens: createGraphTokens(entra),
    clock,
    log,
    wait,
    onConnected,
    settings,
    problemsOf: settingsProblems,
  });
  const worker = createSyncWorker({ tenants, clock, log });
  const wake = (tenantId: string) =>
    void worker.work(tenantId).catch((error) => log.error({ err: error, tenantId }, 'run not carried out'));
  const sync = createSync({ clock, wake });
  const delivery = createDelivery({ signatures, clock });
  const answers = createSignatureAnswers({ delivery, signatures, clock });
  const people = createPeople({ clock, groups: groupsByName(clock) });
  const schedule = createScheduleService({ tenants, clock });
  const databaseTime = async () => (await pingMongo()).time;
  const notifications = createNotifications({ tenants, publicUrl: config.publicUrl, clock, log });
  const chores = createChores({ tenants, sync, notifications, clock, log });
  chores.push(createCredentialWatch({ entra, clock, log }));
  const scheduler = createScheduler({ tenants, sync, clock, log, databaseTime, chores });
  const disconnecting = createDisconnecting({ tenants, clock, leave: (tenantId) => notifications.end(tenantId) });
  return {
    ...{
      signatures,
      images,
      imageServer,
      lint,
      templates,
      publishing,
      scheduledPublishing,
      assignments,
      campaigns,
      clicks,
      unsigned: createUnsigned({ signatures, clock }),
      previews,
    },
    ...{ tenants, sync, worker, scheduler, schedule, disconnecting, notifications, delivery, answers, people },
  };
}
