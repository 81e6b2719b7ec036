import type { Clock } from '../platform/clock.ts';
import type { EntraConfig } from '../platform/config.ts';
import type { Logger } from '../platform/log.ts';
import { expiryMark, expiryWarning } from './credential-expiry.ts';

/** Says in the log that the application's credential ends: once each at 30, 14, 7 and 1 days before, and when it is over. */
export function createCredentialWatch({
  entra,
  clock,
  log,
}: {
  entra: EntraConfig;
  clock: Clock;
  log: Pick<Logger, 'warn' | 'error'>;
}) {
  let said: number | null = null;
  return {
    name: 'credential',
    async work(): Promise<void> {
      const mark = expiryMark(entra.credential, clock.now());
      const warning = expiryWarning(entra.credential, clock.now());
      if (mark === null || mark === said || !warning) return;
      said = mark;
      log[mark === 0 ? 'error' : 'warn']({ code: warning.code, until: warning.until }, warning.message);
    },
  };
}
