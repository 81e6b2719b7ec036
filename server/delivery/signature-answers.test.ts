import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SignatureAnswer } from '../../contract/index.ts';
import type { Person, StoredPerson } from '../people/index.ts';
import type { Published, SignatureService } from '../signatures/index.ts';
import type { DeliveryService } from './delivery-service.ts';
import { createSignatureAnswers, type OwnQuestion, type SignatureAnswers } from './signature-answers.ts';

const noon = Date.parse('2027-03-01T12:00:00Z');
const ada = { id: 't:ada', tenantId: 't', addresses: ['ada@firm.example'] } as Person;
const published = (version: number) =>
  ({ templates: new Map([['plain', { version, meta: { imageMode: 'embedded' } }]]) }) as unknown as Published;

let now: number;
let current: Published;
let answer: SignatureAnswer;
let rendered: number;
let answers: SignatureAnswers;

const storedAs = (fingerprint: string): StoredPerson => ({ fingerprint, read: async () => ada });
const asking = async (
  given: { fingerprint?: string; question?: Partial<OwnQuestion>; tag?: string } = {},
): Promise<{ tag?: string; body?: string; rendered: number }> => {
  const before = rendered;
  const question: OwnQuestion = { composeType: 'newMail', ...given.question };
  const got = await answers.of('t', storedAs(given.fingerprint ?? 'a'), question, (tag) => tag === given.tag);
  return { tag: got?.tag, body: got?.body?.toString(), rendered: rendered - before };
};

beforeEach(() => {
  now = noon;
  rendered = 0;
  current = published(1);
  answer = {
    signature: { html: '<p>Ada</p>', images: [], marker: 'm' },
    template: { id: 'plain', version: 1 },
    person: { id: ada.id },
  };
  const delivery = {
    signatureOf: async () => {
      rendered += 1;
      return answer;
    },
  };
  answers = createSignatureAnswers({
    delivery: delivery as unknown as DeliveryService,
    signatures: { current: async () => current } as unknown as SignatureService,
    clock: { now: () => new Date(now) },
  });
});

describe('an answer that was given', () => {
  it('is sent again, or known, without rendering', async () => {
    const first = await asking();
    expect(first).toEqual({ tag: expect.stringMatching(/^"[\w-]{27}"$/), body: JSON.stringify(answer), rendered: 1 });
    expect(await asking()).toEqual({ ...first, rendered: 0 });
    expect(await asking({ tag: first.tag })).toEqual({ tag: first.tag, body: undefined, rendered: 0 });
  });

  it.each<[string, () => Parameters<typeof asking>[0]]>([
    ['the person', () => ({ fingerprint: 'b' })],
    ['the kind of mail', () => ({ question: { composeType: 'reply' } })],
    ['who reads it', () => ({ question: { recipients: 'internal' } })],
    ['the variant', () => ({ question: { format: 'text' } })],
    ['the address', () => ({ question: { from: 'ADA@firm.example' } })],
    [
      'what is published',
      () => {
        current = published(1);
        return {};
      },
    ],
  ])('is made anew for another of %s', async (_what, change) => {
    const first = await asking();
    answer = { ...answer, signature: { ...answer.signature, html: '<p>Ada L.</p>' } };
    const second = await asking({ ...change(), tag: first.tag });
    expect(second).toMatchObject({ rendered: 1, body: expect.stringContaining('Ada L.') });
    expect(second.tag).not.toBe(first.tag);
  });

  it('holds until its end, and not before it was made', async () => {
    answer = { ...answer, validUntil: new Date(noon + 1000).toISOString() };
    await asking();
    now = noon + 999;
    expect((await asking()).rendered).toBe(0);
    now = noon + 1000;
    expect((await asking()).rendered).toBe(1);
    now = noon - 1;
    expect((await asking()).rendered).toBe(1);
  });
});

describe('an answer that may be otherwise next time', () => {
  const picture = { name: 'a.png', contentType: 'image/png', url: 'https://x.example/a.png' };
  it('for an address of somebody else, is not remembered', async () => {
    const question = { from: 'sales@firm.example' };
    expect((await asking({ question })).rendered).toBe(1);
    expect((await asking({ question })).rendered).toBe(1);
  });

  it('by what stands in for a failing template, is not remembered', async () => {
    current = published(2);
    await asking();
    expect((await asking()).rendered).toBe(1);
  });

  it('without a picture that could not be had, is not remembered', async () => {
    answer.signature.images.push(picture);
    await asking();
    expect((await asking()).rendered).toBe(1);
  });

  it('but with its pictures it is', async () => {
    answer.signature.images.push({ ...picture, base64: 'AA==' });
    await asking();
    expect((await asking()).rendered).toBe(0);
  });
});
