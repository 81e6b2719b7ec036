import { z } from 'zod';
import type { SetupStep } from '../../contract/index.ts';
import { type Actor, audit } from '../access/index.ts';
import {
  type Graph,
  type GraphSurroundings,
  openGraph,
  probeDirectory,
  readOrganisationName,
} from '../directory/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { EntraConfig } from '../platform/config.ts';
import { SignetError, toSignetError } from '../platform/errors.ts';
import type { Logger } from '../platform/log.ts';
import { problemInWords } from '../platform/problem-words.ts';
import type { GraphTokens } from './application.ts';
import { forgetSettings } from './recent-settings.ts';
import {
  changedSettings,
  defaultSettings,
  type TenantSettings,
  tenantSettingsSchema,
  withSetting,
} from './settings.ts';
import { storedSettings } from './stored-settings.ts';
import {
  deleteTenant,
  endConnection,
  findTenant,
  listTenants,
  saveAccess,
  saveConnection,
  saveSettings,
  saveSetup,
  type Tenant,
} from './tenant-store.ts';
import { rolesIn } from './token-roles.ts';

export interface TenantServiceOptions {
  entra: EntraConfig;
  tokens: GraphTokens;
  clock: Clock;
  log: Logger;
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** How Graph is reached; Node's own `fetch` unless a test trusts another certificate. */
  fetch?: typeof fetch;
  /** What a newly connected tenant starts with, beside its settings: groups, templates. Also when it comes back. */
  onConnected(tenantId: string): Promise<void>;
  /** Settings of a new tenant; the sandbox adds a sample rule. */
  settings?: TenantSettings;
  /** What a schema cannot see in settings, one sentence each; the rooms that read them know. */
  problemsOf?(settings: TenantSettings): string[];
}

/** How a caller wants Graph to be asked. */
export type GraphManners = Pick<GraphSurroundings, 'priority' | 'tries' | 'onThrottled' | 'onRetry' | 'onRequest'>;

/** Connecting tenants, and their settings. */
export interface TenantService {
  /** Proves the application's access and keeps the connection. @throws {SignetError} TENANT_NOT_ALLOWED, CREDENTIALS, CONSENT_MISSING, … */
  connect(tenantId: string): Promise<Tenant>;
  list(): Promise<Tenant[]>;
  /** The tenant named, or the only one. @throws {SignetError} NOT_CONNECTED, TENANT_UNKNOWN, TENANT_AMBIGUOUS */
  choose(tenantId?: string): Promise<Tenant>;
  /** Is the tenant known here? Also after it was disconnected with its people kept: they get their signatures still. */
  isConnected(tenantId: string): Promise<boolean>;
  /** Asks anew, past every cache, whether the application is let in, and notes it. @throws {SignetError} the reason why not */
  probe(tenantId: string): Promise<void>;
  /** Lets a sync start only where the application is let in; asks once more where it was not. @throws {SignetError} NOT_AUTHORISED, NOT_CONNECTED */
  requireAccess(tenantId: string): Promise<void>;
  /** What the application may do there, by the token it has. */
  grantedRoles(tenantId: string): Promise<string[]>;
  /** Ends the connection: kept for its people, or forgotten. What else hangs on a tenant is the caller's. */
  disconnect(tenantId: string, people: 'keep' | 'delete'): Promise<void>;
  /** Microsoft Graph of a tenant. */
  graphOf(tenantId: string, around: GraphManners): Graph;
  /** Changes what stands at a dotted path; the audit log keeps who did it, and each value before and after. */
  changeSetting(tenantId: string, path: string, value: unknown, by: Actor): Promise<TenantSettings>;
  /** Notes where the first set-up goes on, or that it is done. */
  noteSetup(tenantId: string, step: SetupStep | 'done'): Promise<void>;
  /** What a schema cannot see in settings, one sentence each. */
  problemsOf(settings: TenantSettings): string[];
  noteAccess(tenantId: string, error: SignetError | null): Promise<void>;
}

/** Tenants of this installation. */
export function createTenants(options: TenantServiceOptions): TenantService {
  const { entra, tokens, clock, log, wait } = options;

  const openFor = (tenantId: string, fresh: boolean, around: GraphManners): Graph =>
    openGraph({
      graphUrl: entra.graphUrl,
      token: ({ renew }) => tokens.token(tenantId, { fresh: renew || fresh }),
      clock,
      wait,
      fetch: options.fetch,
      ...around,
    });

  const service: TenantService = {
    async connect(given) {
      const tenantId = tenantIdOf(given, entra);
      // Someone is looking: two tries, not the patience of a nightly run.
      const graph = openFor(tenantId, true, { priority: 'high', tries: 2 });
      await probeDirectory(graph);
      const known = await findTenant(tenantId);
      const now = clock.now();
      await saveConnection({
        tenantId,
        name: (await readOrganisationName(graph)) ?? tenantId,
        connectedAt: now,
        access: { checkedAt: now, roles: rolesIn(await tokens.token(tenantId)) },
        settings: options.settings ?? defaultSettings,
      });
      if (!known || known.disconnectedAt) await options.onConnected(tenantId);
      log.info({ tenantId, again: known !== null }, 'tenant connected');
      return service.choose(tenantId);
    },

    list: async () => (await listTenants()).map(withDefaults),

    async choose(tenantId) {
      const all = await listTenants();
      if (tenantId !== undefined) {
        const found = all.find((tenant) => tenant._id === tenantId.toLowerCase());
        if (!found) throw new SignetError('TENANT_UNKNOWN', `Tenant ${tenantId} is not connected.`);
        return withDefaults(found);
      }
      if (all.length > 1)
        throw new SignetError(
          'TENANT_AMBIGUOUS',
          `Several tenants are connected; name one: ${all.map((tenant) => tenant._id).join(', ')}.`,
        );
      const only = all[0];
      if (!only)
        throw new SignetError(
          'NOT_CONNECTED',
          'No tenant is connected yet. Connect one: signet tenant connect <tenantId>.',
        );
      return withDefaults(only);
    },

    isConnected: async (tenantId) => (await findTenant(tenantId)) !== null,

    async probe(tenantId) {
      try {
        await probeDirectory(openFor(tenantId, true, { priority: 'high', tries: 2 }));
        await service.noteAccess(tenantId, null);
      } catch (error) {
        await service.noteAccess(tenantId, toSignetError(error));
        throw error;
      }
    },

    async requireAccess(tenantId) {
      const { access, disconnectedAt } = await service.choose(tenantId);
      if (disconnectedAt)
        throw new SignetError('NOT_CONNECTED', 'This tenant is disconnected. Connect it again to synchronise.');
      if (access.code !== 'CREDENTIALS' && access.code !== 'CONSENT_MISSING') return;
      await service.probe(tenantId).catch((thrown) => {
        const { code, message } = toSignetError(thrown);
        throw new SignetError('NOT_AUTHORISED', message, { details: { code }, cause: thrown });
      });
    },

    grantedRoles: async (tenantId) => rolesIn(await tokens.token(tenantId)),

    async disconnect(tenantId, people) {
      if (people === 'keep') await endConnection(tenantId, clock.now());
      else await deleteTenant(tenantId);
      forgetSettings();
      log.info({ tenantId, people }, 'tenant disconnected');
    },

    graphOf: (tenantId, around) => openFor(tenantId, false, around),

    async changeSetting(tenantId, path, value, by) {
      const tenant = await service.choose(tenantId);
      const parsed = tenantSettingsSchema.safeParse(withSetting(tenant.settings, path, value), {
        error: problemInWords,
      });
      if (!parsed.success) {
        const details = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
        throw new SignetError(
          'VALIDATION',
          `This setting is not usable:\n${details.map(({ path: at, message }) => `  - ${at || path}: ${message}`).join('\n')}`,
          { details },
        );
      }
      const settings = parsed.data;
      const problems = options.problemsOf?.(settings) ?? [];
      if (problems.length > 0)
        throw new SignetError(
          'VALIDATION',
          `This setting is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
        );
      const rescheduled = scheduleOf(settings) !== scheduleOf(tenant.settings);
      const change = rescheduled ? { settings, scheduledSince: clock.now() } : { settings };
      if (!(await saveSettings(tenantId, change, tenant.revision))) throw new SignetError('CONFLICT');
      const { before, after } = changedSettings(tenant.settings, settings);
      const targets = Object.keys(after);
      if (targets.length > 0)
        await audit(tenantId, { by, what: 'settings.change', targets, before, after }, clock.now());
      return settings;
    },

    noteSetup: (tenantId, step) => saveSetup(tenantId, step === 'done' ? null : { step, since: clock.now() }),

    problemsOf: (settings) => options.problemsOf?.(settings) ?? [],

    async noteAccess(tenantId, error) {
      const roles = error ? undefined : await service.grantedRoles(tenantId).catch(() => undefined);
      const found = error ? { code: error.code, message: error.message } : {};
      await saveAccess(tenantId, { checkedAt: clock.now(), ...found, ...(roles ? { roles } : {}) });
    },
  };
  return service;
}

/** When nights begin: if this changes, what was due before is not made up for. */
function scheduleOf({ sync: { auto } }: TenantSettings): string {
  return JSON.stringify([auto.enabled, auto.time, auto.timeZone]);
}

/** Settings stored by an earlier version get the defaults of what came since. */
function withDefaults(tenant: Tenant): Tenant {
  return { ...tenant, settings: storedSettings(tenant.settings) };
}

function tenantIdOf(given: string, entra: EntraConfig): string {
  const parsed = z.guid().safeParse(given.trim().toLowerCase());
  if (!parsed.success)
    throw new SignetError('VALIDATION', `${given} is not a tenant id. It is a GUID; Entra shows it under "Overview".`);
  if (!entra.allowedTenants.includes(parsed.data)) {
    throw new SignetError(
      'TENANT_NOT_ALLOWED',
      `Tenant ${parsed.data} is not in ALLOWED_TENANTS (${entra.allowedTenants.join(', ') || 'empty'}).`,
    );
  }
  return parsed.data;
}
