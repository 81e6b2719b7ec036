#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Config, ConfigError, environment, readConfig } from './platform/config.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a command; where the sandbox stands in for Microsoft 365, in a process of its own that trusts the sandbox's certificate:
 * Node 20 reads NODE_EXTRA_CA_CERTS at its start only.
 */
async function main(): Promise<number> {
  const config = configured();
  if (config instanceof ConfigError) {
    process.stderr.write(`${config.message}\n`);
    return 1;
  }
  // What makes certificates is loaded only where one is needed.
  const trust = config.entra ? null : await (await import('./sandbox-trust.ts')).sandboxTrust(config);
  if (trust !== null && config.extraCaCerts !== trust) return relaunch(trust);
  const { runCommand } = await import('./commands/program.ts');
  return runCommand(process.argv.slice(2), config);
}

function configured(): Config | ConfigError {
  try {
    return readConfig(environment());
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

/** The same command again with more trust. The channel ends with this process, so that the child never outlives it. */
function relaunch(trust: string): Promise<number> {
  const child = spawn(
    process.execPath,
    [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)],
    {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...environment(), NODE_EXTRA_CA_CERTS: trust },
    },
  );
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

process.exitCode = await main();
