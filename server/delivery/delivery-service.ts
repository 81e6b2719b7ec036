import { hash } from 'node:crypto';
import {
  type ComposeType,
  composeTypes,
  type ProfileAnswer,
  type Recipients,
  recipientsSchema,
  type SignatureAnswer,
  type SignatureFormat,
  type SignaturesAnswer,
} from '../../contract/index.ts';
import type { Person } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { RenderedSignature, SignatureService } from '../signatures/index.ts';
import { settingsOf } from '../tenants/index.ts';
import { type Sender, senderFor, sendersOf } from './sender.ts';

/** Which signature is asked for. */
export interface SignatureQuestion {
  person: Person;
  /** Sender address: one of the person's, or of a mailbox they may send as; absent: their own primary one. */
  from?: string;
  composeType: ComposeType;
  /** Who reads the mail; absent: anyone may. */
  recipients?: Recipients;
  /** Absent: both variants. */
  format?: SignatureFormat;
  at?: Date;
}

/** All that a person's Outlook keeps, not made yet. */
export interface AllSignatures {
  /** As long as this, the person, what is published and the time are the same, so is what `make` gives. */
  fingerprint: string;
  /** `complete`: everybody has what the rules give them; a template that fails now may not the next time. */
  make(): Promise<{ answer: SignaturesAnswer; complete: boolean }>;
}

/** What Outlook asks for: the signature of one person for one address and compose type, or all of them. */
export interface DeliveryService {
  /** null: this person gets none. @throws {SignetError} SENDER_NOT_ALLOWED */
  signatureOf(question: SignatureQuestion): Promise<SignatureAnswer | null>;
  /** Every address of the person, and of the mailboxes they may send as, × every compose type, twice where it matters who reads. */
  signaturesOf(person: Person): Promise<AllSignatures>;
  /** What the person may choose among, for their own primary address. */
  choicesOf(person: Person): Promise<ProfileAnswer['choices']>;
  /** A date or time that somebody names, in the tenant's zone; undefined for now. @throws {SignetError} VALIDATION */
  momentOf(tenantId: string, text: string | undefined): Promise<Date>;
}

/** Delivery on top of the signatures room. */
export function createDelivery({ signatures, clock }: { signatures: SignatureService; clock: Clock }): DeliveryService {
  type Kind = Pick<SignatureQuestion, 'composeType' | 'recipients' | 'format'> & { at: Date };
  const answerFor = async ({ person, from }: Sender, { format, ...kind }: Kind) => {
    const rendered = await signatures.render({ person, from, ...kind });
    return rendered && toAnswer(rendered, person, format);
  };

  /** The entries for one address and compose type: one, or one for each kind of recipients. */
  async function entriesFor(
    sender: Sender,
    composeType: ComposeType,
    at: Date,
  ): Promise<(SignaturesAnswer['signatures'][number] & { complete: boolean })[]> {
    const request = { ...sender, composeType, at };
    const { dependsOnRecipients } = await signatures.outlook(request);
    return Promise.all(
      (dependsOnRecipients ? recipientsSchema.options : [undefined]).map(async (recipients) => {
        const { templateId, validUntil } = await signatures.outlook({ ...request, recipients });
        const answer = await answerFor(sender, { composeType, recipients, at });
        return {
          ...{ from: sender.from, composeType },
          ...(recipients ? { recipients } : {}),
          answer,
          ...(validUntil ? { validUntil: validUntil.toISOString() } : {}),
          complete: (templateId === null) === (answer === null),
        };
      }),
    );
  }

  return {
    async signatureOf({ person, from, at = clock.now(), ...kind }) {
      const sender = await senderFor(person, from, clock.now());
      if (person.state === 'removed' || !sender) return null;
      return answerFor(sender, { ...kind, at });
    },
    async signaturesOf(person) {
      const senders = await sendersOf(person);
      const { signatures: settings, addin } = await settingsOf(person.tenantId);
      const own = person.addresses.map((address) => address.slice(address.lastIndexOf('@') + 1));
      const internalDomains = [...new Set([...own, ...settings.internalDomains])];
      const mailboxes = senders.filter((sender) => sender.person.id !== person.id);
      return {
        fingerprint: hash('sha256', JSON.stringify([mailboxes, internalDomains, addin]), 'base64url'),
        async make() {
          const at = clock.now();
          const made = await Promise.all(
            senders.flatMap((sender) => composeTypes.map((composeType) => entriesFor(sender, composeType, at))),
          );
          const entries = made.flat();
          const needsRecipients = made.some((some) => some.length > 1);
          return {
            answer: {
              signatures: entries.map(({ complete: _, ...entry }) => entry),
              ...{ needsRecipients, internalDomains, addin },
            },
            complete: entries.every(({ complete }) => complete),
          };
        },
      };
    },
    async choicesOf(person) {
      const from = person.address ?? '';
      const at = clock.now();
      const all = await Promise.all(
        composeTypes.map(async (composeType) => ({
          composeType,
          ...(await signatures.choices({ person, from, composeType, at })),
        })),
      );
      return all.filter(({ offered }) => offered.length > 1);
    },
    momentOf: async (tenantId, text) => signatures.moment(tenantId, text),
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
  return `"${hash('sha256', body, 'base64url').slice(0, 27)}"`;
}
