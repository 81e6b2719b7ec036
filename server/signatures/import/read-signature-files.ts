import { unzipSync } from 'fflate';
import { SignetError } from '../../platform/errors.ts';

/** A signature as Outlook keeps it: a page and the pictures it shows, by the last part of their names in lower case. */
export interface SignatureFiles {
  html: string;
  pictures: ReadonlyMap<string, Buffer>;
}

/** The largest upload, and what a zip file may hold. */
export const largestImport = 8 * 1024 * 1024;
const [largestUnpacked, mostEntries, largestPage] = [24 * 1024 * 1024, 200, 1024 * 1024];

const isPicture = (name: string) => /\.(png|jpe?g|gif)$/i.test(name);
const isPage = (name: string) => /\.html?$/i.test(name);

/**
 * Reads a `.htm` file, or a zip of it with its folder of pictures. Nothing is fetched, and nothing is written to disk: names of a zip
 * only tell pictures apart.
 * @throws {SignetError} VALIDATION, TOO_LARGE
 */
export function readSignatureFiles(bytes: Buffer): SignatureFiles {
  if (bytes.length > largestImport) throw tooLarge();
  const isZip = bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));
  if (!isZip) return { html: decodePage(bytes), pictures: new Map() };
  const entries = unpack(bytes);
  const pages = [...entries].filter(([name]) => isPage(name)).sort(([one], [other]) => depth(one) - depth(other));
  const page = pages[0]?.[1];
  if (page === undefined)
    throw new SignetError(
      'VALIDATION',
      'The zip file holds no .htm file. Zip the signature’s .htm with its _files folder.',
    );
  const pictures = [...entries].filter(([name]) => isPicture(name));
  return { html: decodePage(page), pictures: new Map(pictures.map(([name, data]) => [baseName(name), data])) };
}

/** The last part of a path or address, in lower case. */
export function baseName(path: string): string {
  const last =
    path
      .replace(/[?#].*$/, '')
      .split(/[\\/]/)
      .at(-1) ?? '';
  try {
    return decodeURIComponent(last).toLowerCase();
  } catch {
    return last.toLowerCase();
  }
}

function unpack(bytes: Buffer): Map<string, Buffer> {
  let [count, size] = [0, 0];
  try {
    const files = unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (!isPage(name) && !isPicture(name)) return false;
        if (/(^|\/)(__MACOSX|\._)/.test(name)) return false;
        count += 1;
        size += originalSize;
        if (count > mostEntries || size > largestUnpacked) throw tooLarge();
        return true;
      },
    });
    return new Map(Object.entries(files).map(([name, data]) => [name, Buffer.from(data)]));
  } catch (cause) {
    if (cause instanceof SignetError) throw cause;
    throw new SignetError('VALIDATION', 'The zip file is damaged. Make it anew and try again.', { cause });
  }
}

/** By its byte order mark, else by what the page says of itself, else Windows-1252: what Word writes where it says nothing. */
function decodePage(bytes: Buffer): string {
  if (bytes.length > largestPage) throw tooLarge();
  const charset = charsetOf(bytes);
  const html = charset === 'windows-1252' ? decodeWindows1252(bytes) : new TextDecoder(charset).decode(bytes);
  if (!/<[a-z!]/i.test(html))
    throw new SignetError(
      'VALIDATION',
      'This is no .htm file of a signature. Outlook keeps them in %APPDATA%\\Microsoft\\Signatures.',
    );
  return html;
}

function charsetOf(bytes: Buffer): string {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  // Zeros in between: UTF-16 without a mark.
  if (first === 0x3c && second === 0) return 'utf-16le';
  const named = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(bytes.subarray(0, 4096).toString('latin1'))?.[1];
  const charset = named === undefined || /^(unicode|utf-16)/i.test(named) ? 'windows-1252' : named;
  try {
    return new TextDecoder(charset).encoding;
  } catch {
    return 'windows-1252';
  }
}

/** What Windows-1252 has in place of the control characters 80 to 9F; Node's own decoder takes it for Latin-1. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (one) => windows.charAt(one.charCodeAt(0) - 0x80));
}

function depth(path: string): number {
  return path.split('/').length;
}

function tooLarge(): SignetError {
  return new SignetError('TOO_LARGE', 'The signature is too large: 8 MB packed, 1 MB of HTML, 200 files.');
}
