const waitMs = 10_000;

/** The manifest's text, or the reason why there is none. */
export type ManifestText = { text: string } | { reason: string };

/** Fetches the manifest as Outlook gets it: from the running server, never from a file. */
export async function fetchManifest(appUrl: string): Promise<ManifestText> {
  try {
    const response = await fetch(new URL('/manifest.xml', appUrl), { signal: AbortSignal.timeout(waitMs) });
    if (!response.ok) return { reason: `The server answered ${response.status}.` };
    return { text: await response.text() };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return { reason: timedOut ? `No answer within ${waitMs / 1000} s.` : 'Nobody answers there.' };
  }
}

/** Pages are loaded only from https or http://localhost. */
function isLoadable(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === 'localhost');
}

/** The origins of all addresses in a manifest from which a page may be loaded, for the window's content security policy. */
export function originsIn(manifest: string): string[] {
  const values = [...manifest.matchAll(/DefaultValue\s*=\s*["']([^"']+)["']/g)].map(([, value]) => value ?? '');
  const urls = values.filter((value) => URL.canParse(value)).map((value) => new URL(value));
  return [...new Set(urls.filter(isLoadable).map((url) => url.origin))];
}
