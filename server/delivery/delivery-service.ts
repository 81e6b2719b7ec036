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
import { SignetError } from '../platform/errors.ts';
import type { RenderedSignature, SignatureService } from '../signatures/index.ts';

/** Which signature is asked for. */
export interface SignatureQuestion {
  person: Person;
  /** Sender address; absent: the person's own primary one. */
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
  /** Every address of the person × every compose type. */
  signaturesOf(person: Person): Promise<SignaturesAnswer>;
}

/** Delivery on top of the signatures room. */
export function createDelivery({ signatures, clock }: { signatures: SignatureService; clock: Clock }): DeliveryService {
  const service: DeliveryService = {
    async signatureOf({ person, from, composeType, format, at = clock.now() }) {
      const sender = senderOf(person, from);
      if (person.state === 'removed' || sender === undefined) return null;
      const rendered = await signatures.render({ person, from: sender, composeType, at });
      return rendered && toAnswer(rendered, person, format);
    },
    async signaturesOf(person) {
      const pairs = person.addresses.flatMap((from) => composeTypes.map((composeType) => ({ from, composeType })));
      const answers = await Promise.all(
        pairs.map(async (pair) => ({ ...pair, answer: await service.signatureOf({ person, ...pair }) })),
      );
      return { signatures: answers };
    },
  };
  return service;
}

/** The sender address, if the person may use it. The answer is the same whether someone else has it or nobody. */
function senderOf(person: Person, from: string | undefined): string | undefined {
  const sender = from?.trim().toLowerCase() || person.address;
  if (sender !== undefined && !person.addresses.includes(sender)) throw new SignetError('SENDER_NOT_ALLOWED');
  return sender;
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
