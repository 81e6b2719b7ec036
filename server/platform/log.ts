import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Names whose values never reach a log, however deep they come (three levels are enough for what we log). */
const secretNames = [
  'authorization',
  'cookie',
  'token',
  'accessToken',
  'access_token',
  'secret',
  'clientSecret',
  'password',
];
const secretPaths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/**
 * The log: JSON lines on standard error, so that standard output belongs to the commands' answers.
 * Levels mean: error = wake someone, warn = look tomorrow, info = what happened, debug = for the curious.
 */
export function createLog(level: string, fd = 2): Logger {
  const destination = pino.destination({ fd, sync: true, maxLength: mostWaiting });
  // A full disk is no reason to stop working: what cannot be written waits for room, and beyond that is lost.
  destination.on('error', () => undefined);
  return pino({ level, redact: { paths: secretPaths, censor: '[hidden]' } }, destination);
}

/** Bytes of log lines that wait where they cannot be written. */
const mostWaiting = 1_000_000;
