import type { Outlook } from './outlook.ts';
import type { SignatureCache } from './signature-cache.ts';
import type { TextStore } from './text-stores.ts';

/**
 * Where the tenant wants it, Outlook's own signatures are turned off, so that not two stand in a mail. That is a setting of the user's
 * account which stays (docs/outlook.md tells the way back). Mobile doesn't tell whether they are on: there it is done once a device.
 */
export async function turnOffNativeSignatures(
  outlook: Outlook,
  cache: SignatureCache,
  device: TextStore | undefined,
): Promise<void> {
  const key = `signet-native:${outlook.user}`;
  try {
    if (outlook.kind !== 'message' || cache.settings().nativeSignatures !== 'turnOff') return;
    const isOn = await outlook.hasOwnSignature().catch(() => undefined);
    if (isOn === false || (isOn === undefined && (await device?.read(key)) === 'off')) return;
    await outlook.disableOwnSignature();
    await device?.write(key, 'off');
  } catch {
    // An Outlook that can't leaves its signature on; the next message tries again.
  }
}
