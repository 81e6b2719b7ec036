import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The mail programs that matter to those who read signatures, as the data of caniemail.com calls them. */
const clients: Record<string, [family: string, platform: string]> = {
  'Outlook (classic Windows)': ['outlook', 'windows'],
  'Outlook (web and new Windows)': ['outlook', 'outlook-com'],
  'Outlook (Mac)': ['outlook', 'macos'],
  'Outlook (iOS)': ['outlook', 'ios'],
  'Outlook (Android)': ['outlook', 'android'],
  'Apple Mail': ['apple-mail', 'macos'],
  'Apple Mail (iOS)': ['apple-mail', 'ios'],
  Gmail: ['gmail', 'desktop-webmail'],
  'Gmail (Android)': ['gmail', 'android'],
  'Gmail (iOS)': ['gmail', 'ios'],
};

const dataSchema = z.object({
  data: z.array(
    z.looseObject({
      slug: z.string(),
      stats: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.string()))),
    }),
  ),
});

/** Which mail programs do not show a feature (`css-border-radius`, `html-svg`), by its name in the data. */
export type ClientSupport = ReadonlyMap<string, string[]>;

let read: Promise<ClientSupport> | undefined;

/** Reads the data at its first use: a megabyte that a start does without. */
export function readClientSupport(): Promise<ClientSupport> {
  read ??= readData().catch((error) => {
    read = undefined;
    throw error;
  });
  return read;
}

async function readData(): Promise<ClientSupport> {
  const file = fileURLToPath(import.meta.resolve('caniemail/caniemail.json'));
  const { data } = dataSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  return new Map(
    data.map(({ slug, stats }) => {
      const without = Object.entries(clients).filter(([, [family, platform]]) => {
        // The newest version stands last.
        const newest = Object.values(stats[family]?.[platform] ?? {}).at(-1) ?? 'u';
        return newest.startsWith('n');
      });
      return [slug, without.map(([name]) => name)];
    }),
  );
}
