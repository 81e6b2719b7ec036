import { LRUCache } from 'lru-cache';
import type { SignatureAnswer, SignaturesAnswer } from '../../contract/index.ts';
import type { Person, StoredPerson } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Published, SignatureService } from '../signatures/index.ts';
import { type DeliveryService, etagOf, type SignatureQuestion } from './delivery-service.ts';

/** An answer as it is sent. Equal tags, equal bodies. */
export interface TaggedAnswer {
  tag: string;
  /** null: the asker has it. */
  body: Buffer | null;
}

/** What a person's own request asks. */
export type OwnQuestion = Omit<SignatureQuestion, 'person' | 'at'>;

/** Answers that have been given already, made anew only where something they depend on has changed. */
export interface SignatureAnswers {
  /** null: the person gets no signature. `knows`: which tags the asker has. @throws {SignetError} SENDER_NOT_ALLOWED */
  of(
    tenantId: string,
    stored: StoredPerson,
    question: OwnQuestion,
    knows: (tag: string) => boolean,
  ): Promise<TaggedAnswer | null>;
  /** All that somebody's Outlook keeps; nothing for who is not managed. Who has it by its tag is told so without anything being rendered. */
  all(tenantId: string, stored: StoredPerson | null, knows: (tag: string) => boolean): Promise<TaggedAnswer>;
}

/** The tag of an answer, and the time it holds in: the clock may have been set back as well. */
interface Given {
  tag: string;
  from: number;
  until: number;
}

/** Tags are small and kept for nearly everybody, so that what nobody needs to read again is not rendered; whole answers for some. */
const mostTags = 50_000;
const mostBodyBytes = 16 * 1024 * 1024;

/**
 * Everything an answer depends on is in its key: the person's bytes, what is published (by the object in memory, a new one after
 * each change), and the question; and the time, which is looked at. So the person is read with every request, and a pause, a removal or a
 * change of theirs counts at once.
 */
export function createSignatureAnswers({
  delivery,
  signatures,
  clock,
}: {
  delivery: DeliveryService;
  signatures: SignatureService;
  clock: Clock;
}): SignatureAnswers {
  const given = new LRUCache<string, Given>({ max: mostTags });
  const bodies = new LRUCache<string, Buffer>({ maxSize: mostBodyBytes, sizeCalculation: (body) => body.length });
  const numberOf = numberObjects();

  return {
    async of(tenantId, stored, question, knows) {
      const published = await signatures.current(tenantId);
      const { from, composeType, recipients, format } = question;
      const key = `${stored.fingerprint} ${numberOf(published)} ${composeType} ${recipients} ${format} ${from}`;
      const now = clock.now();
      const before = given.get(key);
      if (before && before.from <= now.getTime() && now.getTime() < before.until) {
        if (knows(before.tag)) return { tag: before.tag, body: null };
        const body = bodies.get(before.tag);
        if (body) return { tag: before.tag, body };
      }
      const person = await stored.read();
      const answer = await delivery.signatureOf({ ...question, person, at: now });
      if (!answer) return null;
      const text = JSON.stringify(answer);
      const [tag, body] = [etagOf(text), Buffer.from(text)];
      if (dependsOnKeyAlone(answer, person, question, published)) {
        const until = answer.validUntil ? Date.parse(answer.validUntil) : Number.POSITIVE_INFINITY;
        given.set(key, { tag, from: now.getTime(), until });
        bodies.set(tag, body);
      }
      return { tag, body: knows(tag) ? null : body };
    },

    async all(tenantId, stored, knows) {
      const person = await stored?.read();
      if (!stored || !person || person.state === 'removed') return tagged({ signatures: [] }, knows);
      const published = await signatures.current(tenantId);
      const all = await delivery.signaturesOf(person);
      const key = `${stored.fingerprint} ${numberOf(published)} ${all.fingerprint}`;
      const now = clock.now().getTime();
      const before = given.get(key);
      if (before && before.from <= now && now < before.until && knows(before.tag))
        return { tag: before.tag, body: null };
      const { answer, complete } = await all.make();
      const made = tagged(answer, knows);
      const settled = answer.signatures.every((one) => one.answer === null || isCurrent(one.answer, published));
      if (complete && settled) given.set(key, { tag: made.tag, from: now, until: endOf(answer) });
      return made;
    },
  };
}

function tagged(answer: SignaturesAnswer, knows: (tag: string) => boolean): TaggedAnswer {
  const text = JSON.stringify(answer);
  const tag = etagOf(text);
  return { tag, body: knows(tag) ? null : Buffer.from(text) };
}

/** When the first of all these answers may be another one. */
function endOf({ signatures }: SignaturesAnswer): number {
  const ends = signatures.flatMap(({ validUntil, answer }) => [validUntil, answer?.validUntil]);
  return Math.min(...ends.map((end) => (end === undefined ? Number.POSITIVE_INFINITY : Date.parse(end))));
}

/** Not for a mailbox of somebody else's or an address had formerly. */
function dependsOnKeyAlone(
  answer: SignatureAnswer,
  { addresses }: Person,
  { from }: OwnQuestion,
  published: Published,
): boolean {
  return (!from || addresses.includes(from.toLowerCase())) && isCurrent(answer, published);
}

/** Not where a template or a picture to be embedded could not be had, which may be otherwise next time. */
function isCurrent({ template, signature }: SignatureAnswer, { templates }: Published): boolean {
  const by = templates.get(template.id);
  if (by?.version !== template.version) return false;
  return by.meta.imageMode === 'hosted' || signature.images.every(({ base64 }) => base64 !== undefined);
}

/** A number for each object, the same as long as it lives, never given twice. */
function numberObjects(): (object: object) => number {
  const numbers = new WeakMap<object, number>();
  let last = 0;
  return (object) => {
    const number = numbers.get(object) ?? ++last;
    numbers.set(object, number);
    return number;
  };
}
