import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignetError } from '../platform/errors.ts';

/** The origin that the manifest in the repository stands for. */
const localOrigin = 'https://localhost:3000';

/** The manifest with every address moved to `publicUrl`, whose path (behind a proxy) is kept. */
export function moveManifest(xml: string, publicUrl: string): string {
  const address = publicUrl.replace(/\/+$/, '').replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
  return xml.split(localOrigin).join(address);
}

/** What is worth knowing of a manifest. */
export interface ManifestSummary {
  id: string;
  version: string;
  name: string;
}

/**
 * The manifest for this installation: `file` moved to `publicUrl`, and readable by Microsoft's own reader.
 * @throws {SignetError} INTERNAL if it isn't a mail add-in's manifest
 */
export async function readManifest(
  file: string,
  publicUrl: string,
): Promise<{ xml: string; summary: ManifestSummary }> {
  const xml = moveManifest(await readFile(file, 'utf8'), publicUrl);
  return { xml, summary: await checkManifest(xml) };
}

/**
 * Reads the XML with office-addin-manifest. Its reader wants a file; reading makes no network call (its validator would) and its usage
 * data are no-ops since 3.0 (office-addin-usage-data/lib/usageData.js). Loaded on first use: it takes a third of a second.
 */
async function checkManifest(xml: string): Promise<ManifestSummary> {
  const { OfficeAddinManifest } = await import('office-addin-manifest');
  const folder = await mkdtemp(join(tmpdir(), 'signet-manifest-'));
  try {
    const file = join(folder, 'manifest.xml');
    await writeFile(file, xml);
    const { id, version, displayName, officeAppType } = await OfficeAddinManifest.readManifestFile(file);
    if (!id || !version || officeAppType !== 'MailApp') throw new Error('not a mail add-in');
    return { id, version, name: displayName ?? '' };
  } catch (error) {
    throw new SignetError('INTERNAL', "The add-in's manifest cannot be read.", { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
