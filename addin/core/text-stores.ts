import type { Run } from './run.ts';
import { withinLimit } from './run.ts';

/** A place on the device that keeps texts by key. It may throw or hang. */
export interface TextStore {
  read(key: string): Promise<string | undefined>;
  write(key: string, text: string): Promise<void>;
}

/** The place inside the mailbox that keeps texts by key. It answers on the spot, and may throw; writing may hang. */
export interface MailboxStore {
  readNow(key: string): string | undefined;
  write(key: string, text: string): Promise<void>;
}

declare const OfficeRuntime: { storage?: Pick<Storage, never> & AsyncStorage } | undefined;
interface AsyncStorage {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
}

/**
 * The store of this device: OfficeRuntime.storage where it exists (classic Windows handlers; 10 MB), else localStorage under the
 * partition that Office names (browsers split storage by the embedding site; it may throw "Access is denied", office-js #2177).
 */
export function deviceStore(run: Run): TextStore {
  const storage = typeof OfficeRuntime === 'undefined' ? undefined : OfficeRuntime?.storage;
  if (storage) {
    const limit = () => Math.min(600, run.left());
    return {
      read: async (key) => (await withinLimit(storage.getItem(key), limit(), 'OfficeRuntime.storage')) ?? undefined,
      write: (key, text) => withinLimit(storage.setItem(key, text), limit(), 'OfficeRuntime.storage'),
    };
  }
  const partitioned = (key: string) => (Office.context.partitionKey ?? '') + key;
  // Where there is no localStorage, or it is forbidden, both throw: only naming it already costs a page time.
  return {
    read: async (key) => localStorage.getItem(partitioned(key)) ?? undefined,
    write: async (key, text) => localStorage.setItem(partitioned(key), text),
  };
}

/** The store inside the mailbox, which a new device starts from (roamingSettings, 32 KB altogether, not secret). */
export function mailboxStore(run: Run): MailboxStore {
  return {
    readNow(key) {
      const found: unknown = Office.context.roamingSettings.get(key);
      return typeof found === 'string' ? found : undefined;
    },
    write: async (key, text) => {
      if (run.isOver()) return;
      await withinLimit(
        new Promise<void>((resolve) => {
          Office.context.roamingSettings.set(key, text);
          Office.context.roamingSettings.saveAsync(() => resolve());
        }),
        Math.min(1500, run.left()),
        'roamingSettings.saveAsync',
      );
    },
  };
}
