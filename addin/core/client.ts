/** The Outlooks there are. `classic` is classic Outlook on Windows with its script-only runtime. */
export type Client = 'classic' | 'mac' | 'web' | 'newWindows' | 'ios' | 'android';

/**
 * Which Outlook this is, by `mailbox.diagnostics.hostName` (`Outlook` means classic Windows and Mac alike) and
 * `Office.context.platform`. Anything unknown counts as the web.
 */
export function detectClient(): Client {
  const context = typeof Office === 'undefined' ? undefined : Office.context;
  const host = context?.mailbox?.diagnostics?.hostName ?? '';
  const platform = String(context?.platform ?? '').toLowerCase();
  if (host === 'OutlookIOS' || platform === 'ios') return 'ios';
  if (host === 'OutlookAndroid' || platform === 'android') return 'android';
  if (host === 'newOutlookWindows') return 'newWindows';
  if (platform === 'mac') return 'mac';
  if (host === 'Outlook' || platform === 'pc') return 'classic';
  return 'web';
}

/** Phones and tablets: slower, and Outlook itself gives up after 60 s (D outlook/mobile-event-based.md). */
export function isMobile(client: Client): boolean {
  return client === 'ios' || client === 'android';
}

/** How long an event may take altogether, in milliseconds. */
export function eventBudget(client: Client = detectClient()): number {
  return isMobile(client) ? 20_000 : 8_000;
}
