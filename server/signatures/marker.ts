import { createHmac, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/*
 * The marker says which signature stands in a mail, to those who hold the secret and to nobody else. It is the name of an empty
 * anchor and the id of the wrapping element, because that is what the clients leave alone: Word (classic Outlook) drops data-*
 * attributes, comments, hidden text and most ids, but carries `<a name>` as a bookmark, as it does with its own
 * `_MailAutoSig`; web, new Outlook, Mac and mobile keep ids and names, at most with `x_` in front. Word's bookmarks have at
 * most 40 letters, digits and underscores, and one that begins with `_` is hidden, so the marker is exactly that:
 *
 *   _sg1 | person 12 | template 8 | version 4 | signature 12      characters of base 32 (RFC 4648, lower case)
 *
 * Person and template are keyed hashes: nobody without the secret learns or compares ids from a mail. The tenant stands in the
 * signature only. The same person and version give the same marker, so that a signature set twice is the same text.
 */
const markerPattern = /_sg1([a-z2-7]{12})([a-z2-7]{8})([a-z2-7]{4})([a-z2-7]{12})/g;

/** What a marker is about. */
export interface MarkedSignature {
  tenantId: string;
  personId: string;
  template: { id: string; version: number };
}

/** A marker that was found and is genuine; `person` and `template` compare with `markerOf`'s of a known person. */
export interface FoundMarker {
  marker: string;
  person: string;
  template: string;
  version: number;
}

/** The same people write again and again; signing costs more than half a rendering. */
const made = new LRUCache<string, string>({ max: 50_000 });

/** The marker of a signature: 40 characters, fit for an HTML id and a Word bookmark. */
export function markerOf(secret: string, { tenantId, personId, template }: MarkedSignature): string {
  const key = [secret, tenantId, personId, template.id, template.version].join('\n');
  const before = made.get(key);
  if (before !== undefined) return before;
  const templateTag = keyed(secret, ['template', tenantId, template.id], 8);
  const body = personTag(secret, tenantId, personId) + templateTag + versionTag(template.version);
  const marker = `_sg1${body}${keyed(secret, ['marker', tenantId, body], 12)}`;
  made.set(key, marker);
  return marker;
}

/** How a person shows in markers: 12 characters. */
export function personTag(secret: string, tenantId: string, personId: string): string {
  return keyed(secret, ['person', tenantId, personId], 12);
}

/** Every genuine marker of this tenant in a mail's HTML, in order of appearance. */
export function findMarkers(secret: string, tenantId: string, html: string): FoundMarker[] {
  return [...html.matchAll(markerPattern)].flatMap(
    ([marker, person = '', template = '', version = '', signature = '']) => {
      const expected = keyed(secret, ['marker', tenantId, person + template + version], 12);
      if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return [];
      return [{ marker, person, template, version: numberOf(version) }];
    },
  );
}

const digits = 'abcdefghijklmnopqrstuvwxyz234567';

function keyed(secret: string, parts: string[], characters: number): string {
  const digest = createHmac('sha256', secret).update(JSON.stringify(parts)).digest();
  return Array.from(digest.subarray(0, characters), (byte) => digits.charAt(byte & 31)).join('');
}

function versionTag(version: number): string {
  return [15, 10, 5, 0].map((shift) => digits.charAt((version >> shift) & 31)).join('');
}

function numberOf(tag: string): number {
  return [...tag].reduce((sum, character) => sum * 32 + digits.indexOf(character), 0);
}
