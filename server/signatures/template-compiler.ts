import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ErrorCode } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import { type CompiledTemplate, compileTemplate, loadTemplate, type PreparedTemplate } from './compile-template.ts';
import type { WorkerAnswer } from './compile-worker.ts';
import type { ImageSource } from './image-addresses.ts';
import type { TemplateSource } from './template.ts';

/** Compiles templates where one that takes for ever holds up nobody else. */
export interface TemplateCompiler {
  /** @throws {SignetError} TEMPLATE_INVALID; also when it takes too long or too much memory */
  compile(source: TemplateSource, images?: ImageSource): Promise<CompiledTemplate>;
  close(): Promise<void>;
}

export interface TemplateCompilerOptions {
  /** The built compile-worker; found beside this file in an installation. */
  script?: URL;
  /** How long a template may take, milliseconds. Real ones take 5 to 50. */
  limit?: number;
}

/** Compiles in this thread, for commands and tests, which hold nobody up. */
export const compilingHere: TemplateCompiler = {
  compile: async (source, images) => compileTemplate(source, images),
  close: async () => undefined,
};

interface Job {
  source: TemplateSource;
  done(prepared: PreparedTemplate): void;
  failed(error: SignetError): void;
}

/** Two: while one thread is busy with a template that takes too long, the other compiles what has to stand in for it. */
const threads = 2;
/** Megabytes. */
const memory = 128;
const besideThis = new URL(`./compile-worker${extname(import.meta.url)}`, import.meta.url);

/** A compiler with threads of its own, which hold no process back from ending. */
export function createTemplateCompiler({
  script = besideThis,
  limit = 2_000,
}: TemplateCompilerOptions = {}): TemplateCompiler {
  const waiting: Job[] = [];
  let closed = false;
  const lanes = Array.from({ length: threads }, () => createLane(script, limit, () => waiting.shift()));
  return {
    async compile(source, images) {
      if (closed) throw stopped();
      const prepared = new Promise<PreparedTemplate>((done, failed) => waiting.push({ source, done, failed }));
      for (const lane of lanes) lane.wake();
      return loadTemplate(await prepared, images);
    },
    async close() {
      closed = true;
      await Promise.all(lanes.map((lane) => lane.close()));
      for (const job of waiting.splice(0)) job.failed(stopped());
    },
  };
}

/** One thread, started anew when it had to be killed. */
function createLane(script: URL, limit: number, next: () => Job | undefined) {
  let worker: Worker | undefined;
  let ready = false;
  let closed = false;
  let job: Job | undefined;
  let timer: NodeJS.Timeout | undefined;

  function start(): void {
    const begun = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: memory } });
    begun.unref();
    begun.on('message', (answer: WorkerAnswer) => begun === worker && hear(answer));
    begun.on('error', (error) => begun === worker && crashed(error));
    worker = begun;
    ready = false;
  }

  function hear(answer: WorkerAnswer): void {
    if ('ready' in answer) ready = true;
    else if ('prepared' in answer) settle()?.done(answer.prepared);
    else settle()?.failed(toError(answer.problem));
    wake();
  }

  function wake(): void {
    if (!worker && !closed) start();
    if (!worker || !ready || job) return;
    job = next();
    if (!job) return;
    worker.ref();
    timer = setTimeout(() => replace(tooMuch(`It takes longer than ${limit / 1000} s to prepare.`)), limit);
    worker.postMessage(job.source);
  }

  function settle(): Job | undefined {
    clearTimeout(timer);
    worker?.unref();
    const had = job;
    job = undefined;
    return had;
  }

  function crashed(error: Error): void {
    if (ready) {
      replace(tooMuch('It could not be prepared.', error));
      return;
    }
    // It did not even start: trying again at once would go on for ever.
    worker = undefined;
    next()?.failed(new SignetError('INTERNAL', 'The thread that compiles templates cannot start.', { cause: error }));
  }

  /** Kills the thread; its job has failed for good, the next ones go to a new thread. */
  function replace(error: SignetError): void {
    const killed = worker;
    const had = settle();
    worker = undefined;
    if (!closed) start();
    void killed?.terminate();
    had?.failed(error);
  }

  start();
  return {
    wake,
    async close() {
      closed = true;
      const ending = worker;
      const had = settle();
      worker = undefined;
      await ending?.terminate();
      had?.failed(stopped());
    },
  };
}

function toError({ code, message, details }: { code: string; message: string; details: unknown }): SignetError {
  return new SignetError(code as ErrorCode, message, { details });
}

const tooMuch = (why: string, cause?: unknown) =>
  new SignetError('TEMPLATE_INVALID', `This template asks for too much. ${why} Make it simpler.`, { cause });

const stopped = () => new SignetError('INTERNAL', 'Signet is stopping.');
