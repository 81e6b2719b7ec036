import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SignetError } from '../platform/errors.ts';

/** The origin that the manifest in the repository stands for. */
const localOrigin = 'https://localhost:3000';

/** The manifest with every address moved to `publicUrl`, whose path (behind a proxy) is kept. */
export function moveManifest(xml: string, publicUrl: string): string {
  const address = publicUrl.replace(/\/+$/, '').replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
  return xml.split(localOrigin).join(address);
}

const lastEvent = '<LaunchEvent Type="OnMessageRecipientsChanged" FunctionName="onMessageRecipientsChanged"/>';
/** `PromptUser` is the mildest: Outlook sends also where the add-in is missing, late or broken. */
const sendEvent = '<LaunchEvent Type="OnMessageSend" FunctionName="onMessageSend" SendMode="PromptUser"/>';

/**
 * The manifest with the event of sending among those of the desktop (mobile has none), and a version of its own, because administrators
 * must consent to it.
 */
export function withSendCheck(xml: string): string {
  const [before = '', after = ''] = splitAt(xml, lastEvent);
  const indent = /\n *$/.exec(before)?.[0] ?? '\n';
  return `${before}${lastEvent}${indent}${sendEvent}${after}`.replace(
    /<Version>(\d+)\.(\d+)\.0\.0<\/Version>/,
    '<Version>$1.$2.1.0</Version>',
  );
}

function splitAt(text: string, part: string): string[] {
  const at = text.indexOf(part);
  if (at < 0) throw new Error(`The manifest has no ${part}`);
  return [text.slice(0, at), text.slice(at + part.length)];
}

/** What is worth knowing of a manifest. */
export interface ManifestSummary {
  id: string;
  version: string;
  name: string;
}

/**
 * The manifest for this installation: `file` moved to `publicUrl`, with the event of sending where it is wanted, and readable by Microsoft's
 * own reader.
 * @throws {SignetError} INTERNAL if it isn't a mail add-in's manifest
 */
export async function readManifest(
  file: string,
  publicUrl: string,
  options: { sendCheck: boolean },
): Promise<{ xml: string; summary: ManifestSummary }> {
  const moved = moveManifest(await readFile(file, 'utf8'), publicUrl);
  const xml = options.sendCheck ? withSendCheck(moved) : moved;
  return { xml, summary: await checkManifest(xml) };
}

/** Asks office-addin-manifest what it reads in the XML; its reader wants a file. */
async function checkManifest(xml: string): Promise<ManifestSummary> {
  const folder = await mkdtemp(join(tmpdir(), 'signet-manifest-'));
  try {
    const file = join(folder, 'manifest.xml');
    await writeFile(file, xml);
    const { id, version, displayName, officeAppType } = await readInWorker(file);
    if (!id || !version || officeAppType !== 'MailApp') throw new Error('not a mail add-in');
    return { id, version, name: displayName ?? '' };
  } catch (error) {
    throw new SignetError('INTERNAL', "The add-in's manifest cannot be read.", { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type OfficeManifest = Partial<Record<'id' | 'version' | 'displayName' | 'officeAppType', string>>;

/**
 * office-addin-manifest takes 25 MB and 150 ms to load and is needed once: it gets a thread of its own, which ends afterwards. (It also
 * requires ES modules by CommonJS, which Node 20.19 can and Jest can't.) Reading makes no network call (seen with a patched
 * net.Socket; only its validator does), and its usage data are no-ops since 3.0 (office-addin-usage-data/lib/usageData.js).
 */
function readInWorker(file: string): Promise<OfficeManifest> {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    const { OfficeAddinManifest } = require('node:module').createRequire(workerData.from)('office-addin-manifest');
    OfficeAddinManifest.readManifestFile(workerData.file).then((found) => parentPort.postMessage({ ...found }));`;
  const worker = new Worker(code, { eval: true, workerData: { file, from: import.meta.url } });
  return new Promise<OfficeManifest>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the reader ended without an answer')));
  }).finally(() => worker.terminate());
}
