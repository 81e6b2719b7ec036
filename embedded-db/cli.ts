import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { openEmbeddedDatabase } from './open-embedded-database.ts';
import { socketPathFor } from './socket-path.ts';
import { dataFileAt } from './storage/data-file.ts';

const USAGE = `usage: npm run db -- --file <path> [--port <n> | --socket <path>]

Serves the data file (made if there is none) by MongoDB's protocol, and prints {"uri": "mongodb://…"} when it is ready.
Without --port and --socket it listens on a Unix socket beside the file. SIGTERM and SIGINT end it.
`;

interface Arguments {
  file: string;
  listen: { socket: string } | { port: number };
}

/** What the command line asks for, or null if it is wrong. */
function readArguments(): Arguments | null {
  try {
    const { values } = parseArgs({
      options: { file: { type: 'string' }, port: { type: 'string' }, socket: { type: 'string' } },
    });
    const { file, port, socket } = values;
    if (!file || (port !== undefined && socket !== undefined)) return null;
    if (port !== undefined)
      return /^\d{1,5}$/.test(port) && Number(port) < 65536 ? { file, listen: { port: Number(port) } } : null;
    return { file, listen: { socket: socket ?? socketPathFor(dirname(dataFileAt(file))) } };
  } catch {
    return null;
  }
}

// Whoever started this may have gone by the time something is written.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

async function serve({ file, listen }: Arguments): Promise<void> {
  const database = await openEmbeddedDatabase({ file, listen });
  process.stdout.write(`${JSON.stringify({ uri: database.uri })}\n`);
  const stop = () => {
    database.close().then(() => process.exit(0), failed);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function failed(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

const given = readArguments();
if (given) serve(given).catch(failed);
else {
  process.stderr.write(USAGE);
  process.exitCode = 2;
}
