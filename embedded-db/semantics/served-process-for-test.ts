import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const swc = pathToFileURL(createRequire(resolve('package.json')).resolve('@swc/core')).href;

/** Lets Node read TypeScript: every .ts file goes through swc as it is loaded. */
const loader = `
import swc from ${JSON.stringify(swc)};
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const { code } = await swc.transform(await readFile(fileURLToPath(url), 'utf8'), {
    configFile: false, swcrc: false, filename: fileURLToPath(url), module: { type: 'es6' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  });
  return { format: 'module', source: code, shortCircuit: true };
}`;
const dataUrl = (source: string) => `data:text/javascript,${encodeURIComponent(source)}`;
const register = `import { register } from 'node:module'; register(${JSON.stringify(dataUrl(loader))});`;

/** The command-line program, started from its sources: its output, its end. */
export interface ServedProcess {
  child: ChildProcess;
  /** The URI of its first line; rejects with its error output if it ends before. */
  uri: Promise<string>;
  ended: Promise<{ code: number | null; errors: string; output: string }>;
}

/** Starts `cli.ts` with these arguments. */
export function startProcess(...parameters: string[]): ServedProcess {
  return startProcessIn([], ...parameters);
}

/** The same, started by another program that is given the command line at its end. */
export function startProcessIn(starter: string[], ...parameters: string[]): ServedProcess {
  const program = [process.execPath, '--import', dataUrl(register), resolve('embedded-db/cli.ts'), ...parameters];
  const [command, ...given] = [...starter, ...program];
  const child = spawn(command as string, given, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<{ code: number | null; errors: string; output: string }>((done) => {
    child.once('close', (code) => done({ code, errors, output }));
  });
  const uri = new Promise<string>((found, failed) => {
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      if (output.includes('\n')) found(JSON.parse(output.slice(0, output.indexOf('\n'))).uri);
    });
    ended.then(() => failed(new Error(errors)));
  });
  uri.catch(() => {});
  return { child, uri, ended };
}
