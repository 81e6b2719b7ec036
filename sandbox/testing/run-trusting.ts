import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Sandbox } from '../start-sandbox.ts';

/**
 * Runs code in a process of its own that trusts the sandbox as the product's does: by NODE_EXTRA_CA_CERTS, which Node reads at start
 * only. `imports` may use `sandbox` (its addresses and names) after its import statements; what `code` returns comes back as JSON,
 * what it throws as `{thrown, code}`.
 */
export async function runTrusting(
  sandbox: Sandbox,
  caBundleFile: string,
  imports: string,
  code: string,
): Promise<Record<string, unknown>> {
  const { url, graphUrl, tenantId, clientId, clientSecret } = sandbox;
  const known = JSON.stringify({ url, graphUrl, tenantId, clientId, clientSecret });
  const script = `const sandbox = JSON.parse(process.argv[1]);
    ${imports}
    const run = async () => { ${code} };
    const told = await run().catch((error) => ({ thrown: error.message, code: error.errorCode ?? error.code }));
    process.stdout.write(JSON.stringify(told));`;
  // biome-ignore lint/style/noProcessEnv: the child needs the parent's PATH and HOME; only tests come here.
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: caBundleFile, NODE_OPTIONS: '' };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, known], { env });
  return JSON.parse(stdout) as Record<string, unknown>;
}
