/** The thread in which templates are prepared. It answers one job at a time; template-compiler.ts kills it when one takes too long. */
import { parentPort } from 'node:worker_threads';
import { toSignetError } from '../platform/errors.ts';
import { type PreparedTemplate, prepareTemplate } from './compile-template.ts';
import type { TemplateSource } from './template.ts';

/** What the thread says: that it is ready for jobs, or how the one it had came out. */
export type WorkerAnswer =
  | { ready: true }
  | { prepared: PreparedTemplate }
  | { problem: { code: string; message: string; details: unknown } };

const say = (answer: WorkerAnswer) => parentPort?.postMessage(answer);

// The first template takes ten times as long as the next: let it be one that nobody waits for.
prepareTemplate({ html: '<style>p { color: red }</style><table><tr><td><p>{{name}}</p></td></tr></table>' });
say({ ready: true });

parentPort?.on('message', (source: TemplateSource) => {
  try {
    say({ prepared: prepareTemplate(source) });
  } catch (error) {
    const { code, message, details } = toSignetError(error);
    say({ problem: { code, message, details } });
  }
});
