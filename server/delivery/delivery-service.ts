import { createHash } from 'node:crypto';
import {
  type ComposeType,
  composeTypes,
  type SignatureAnswer,
  type SignatureFormat,
  type SignaturesAnswer,
} from '../../contract/index.ts';
import type { Person } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { RenderedSignature, SignatureService } from '../signatures/index.ts';
import { type Sender, senderFor, sendersOf } from './sender.ts';

/** Which signature is asked for. */
export interface SignatureQuestion {
  person: Person;
  /** Sender address: one of the person's, or of a mailbox they may send as; absent: their own primary one. */
  from?: string;
  composeType: ComposeType;
  /** Absent: both variants. */
  format?: SignatureFormat;
  at?: Date;
}

/** What Outlook asks for: the signature of one person for one address and compose type, or all of them. */
export interface DeliveryService {
  /** null: this person gets none. @throws {SignetError} SENDER_NOT_ALLOWED */
  signatureOf(question: SignatureQuestion): Promise<SignatureAnswer | null>;
  /** Every address of the person, and of the mailboxes they may send as, × every compose type. */
  signaturesOf(person: Person): Promise<SignaturesAnswer>;
}

/** Delivery on top of the signatures room. */
export function createDelivery({ signatures, clock }: { signatures: SignatureService; clock: Clock }): DeliveryService {
  const answerFor = async (
    { person, from }: Sender,
    { composeType, format, at }: Pick<SignatureQuestion, 'composeType' | 'format'> & { at: Date },
  ) => {
    const rendered = await signatures.render({ person, from, composeType, at });
    return rendered && toAnswer(rendered, person, format);
  };
  return {
    async signatureOf({ person, from, composeType, format, at = clock.now() }) {
      const sender = await senderFor(person, from, clock.now());
      if (person.state === 'removed' || !sender) return null;
      return answerFor(sender, { composeType, format, at });
    },
    async signaturesOf(person) {
      const at = clock.now();
      const senders = await sendersOf(person);
      const answers = await Promise.all(
        senders.flatMap((sender) =>
          composeTypes.map(async (composeType) => ({
            ...{ from: sender.from, composeType },
            answer: person.state === 'removed' ? null : await answerFor(sender, { composeType, at }),
          })),
        ),
      );
      return { signatures: answers };
    },
  };
}

function toAnswer(rendered: RenderedSignature, person: Person, format: SignatureFormat | undefined): SignatureAnswer {
  const { html, images, marker, template, validUntil } = rendered;
  // The text is rendered when it is asked for; an answer in HTML alone does without.
  const variants =
    format === 'html' ? { html } : format === 'text' ? { text: rendered.text } : { html, text: rendered.text };
  return {
    signature: { ...variants, images: format === 'text' ? [] : images, marker },
    template,
    person: { id: person.id },
    ...(validUntil ? { validUntil: validUntil.toISOString() } : {}),
  };
}

/** The ETag of an answer: equal answers have equal tags. */
export function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}
