import { isRecord, parseJson } from './host/message.ts';
import type { MailboxPort } from './host/office-world.ts';

/** Roaming settings and the like, kept in this browser for one mailbox and one add-in. */
export function openMailboxStore(address: string, addinId: string): MailboxPort {
  const settingsKey = `outlook.settings.${address}.${addinId}`;
  const signatureKey = `outlook.clientSignature.${address}`;
  return {
    readSettings() {
      const stored = parseJson(localStorage.getItem(settingsKey));
      return isRecord(stored) ? stored : {};
    },
    saveSettings(settings) {
      localStorage.setItem(settingsKey, JSON.stringify(settings));
    },
    clientSignatureEnabled: () => localStorage.getItem(signatureKey) === 'on',
    disableClientSignature: () => localStorage.removeItem(signatureKey),
  };
}
