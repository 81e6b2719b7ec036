import { type Logger, pino } from 'pino';
import { loggable, withoutSecrets } from './loggable.ts';

export type { Logger } from 'pino';

/** Where lines go: a file descriptor, or whoever takes them. */
export type LogDestination = number | { write(line: string): void };

/**
 * The log: JSON lines on standard error, so that standard output belongs to the commands' answers. At no level does a secret or a
 * person's data stand in it.
 * Levels mean: error = wake someone, warn = look tomorrow, info = what happened, debug = for the curious.
 */
export function createLog(level: string, to: LogDestination = 2): Logger {
  const destination = typeof to === 'number' ? openDestination(to) : to;
  return pino(
    {
      level,
      formatters: { log: (object) => loggable(object) as Record<string, unknown> },
      // `loggable` has made of an error what stands in the log.
      serializers: { err: (error) => error },
    },
    { write: (line) => void destination.write(withoutSecrets(line)) },
  );
}

function openDestination(fd: number): { write(line: string): unknown } {
  const destination = pino.destination({ fd, sync: true, maxLength: mostWaiting });
  // A full disk is no reason to stop working: what cannot be written waits for room, and beyond that is lost.
  destination.on('error', () => undefined);
  return destination;
}

/** Bytes of log lines that wait where they cannot be written. */
const mostWaiting = 1_000_000;
