import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../sandbox/index.ts';
import { type Config, type EntraConfig, sandboxFolder } from './platform/config.ts';
import type { Logger } from './platform/log.ts';
import { defaultSettings, type TenantSettings } from './tenants/index.ts';

/** What another process needs to use a sandbox that runs already. */
export type SandboxFacts = Pick<
  Sandbox,
  'url' | 'graphUrl' | 'pagesUrl' | 'composeUrl' | 'tenantId' | 'clientId' | 'clientSecret' | 'signIn'
>;

/** Microsoft 365 as it is configured, or the sandbox in its place: the one that runs already, else one of its own. */
export async function openDirectory(
  config: Config,
  options: { lasting: boolean },
  closing: (() => Promise<void>)[],
  log: Logger,
): Promise<{ entra: EntraConfig; sandbox: SandboxFacts | null }> {
  if (config.entra) return { entra: config.entra, sandbox: null };
  const running = await findSandbox(config);
  const sandbox = running ?? (await openSandbox(config, options, closing));
  if (!running) log.debug({ url: sandbox.url }, 'sandbox started');
  const entra: EntraConfig = {
    clientId: sandbox.clientId,
    credential: { kind: 'secret', secret: sandbox.clientSecret },
    authorityHost: sandbox.url,
    graphUrl: sandbox.graphUrl,
    allowedTenants: [sandbox.tenantId],
  };
  return { entra, sandbox };
}

const factsFile = (config: Config) => join(sandboxFolder(config), 'running.json');

/** The sandbox that the running server started, so that a command sees the same directory; null where there is none. */
async function findSandbox(config: Config): Promise<SandboxFacts | null> {
  try {
    const facts: SandboxFacts = JSON.parse(readFileSync(factsFile(config), 'utf8'));
    const answer = await fetch(`${facts.url}/${facts.tenantId}/v2.0/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(2000),
    });
    return answer.ok ? facts : null;
  } catch {
    return null;
  }
}

async function openSandbox(
  config: Config,
  { lasting }: { lasting: boolean },
  closing: (() => Promise<void>)[],
): Promise<SandboxFacts> {
  const beside = (offset: number) =>
    lasting && config.port > 0 && config.port + offset < 65_536 ? config.port + offset : 0;
  // Loaded only where no tenant is configured: an installation that has one is quicker without.
  const { startSandbox } = await import('../sandbox/index.ts');
  const sandbox = await startSandbox({
    folder: sandboxFolder(config),
    httpsPort: beside(443),
    httpPort: beside(80),
    appUrl: config.publicUrl,
  });
  closing.push(() => sandbox.stop());
  const { url, graphUrl, pagesUrl, composeUrl, tenantId, clientId, clientSecret, signIn } = sandbox;
  const facts: SandboxFacts = { url, graphUrl, pagesUrl, composeUrl, tenantId, clientId, clientSecret, signIn };
  if (lasting) {
    writeFileSync(factsFile(config), JSON.stringify(facts), { mode: 0o600 });
    closing.push(async () => rmSync(factsFile(config), { force: true }));
  }
  return facts;
}

/** In the sandbox a rule shows what rules do. */
export function sampleSettings(): TenantSettings {
  const importRules = [
    {
      name: 'Sales',
      condition: { field: 'department' as const, operator: 'equals' as const, value: 'Sales' },
      action: 'import' as const,
      groups: ['Sales'],
    },
  ];
  return { ...defaultSettings, sync: { ...defaultSettings.sync, importRules } };
}
