import { beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'selfsigned';
import type { AppCredential } from '../platform/config.ts';
import { expiryMark, expiryOf, expiryWarning } from './credential-expiry.ts';

const end = new Date('2027-03-01T12:00:00Z');
let certificate: AppCredential;
beforeAll(async () => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'signet' }], {
    notBeforeDate: new Date('2026-03-01T12:00:00Z'),
    notAfterDate: end,
  });
  certificate = { kind: 'certificate', pem: `${key}\n${cert}` };
});
const daysBefore = (days: number) => new Date(end.getTime() - days * 24 * 3_600_000);

describe('the end of a credential', () => {
  it('is read from the certificate itself', () => expect(expiryOf(certificate)).toEqual(end));

  it.each([
    [31, null, null],
    [30, 30, 'expires in 30 days, on 2027-03-01'],
    [14.5, 30, 'expires in 15 days'],
    [14, 14, 'expires in 14 days'],
    [7, 7, 'expires in 7 days'],
    [1, 1, 'expires in 1 day,'],
    [0, 0, 'expired on 2027-03-01'],
  ])('%p days before: mark %p, %p', (days, mark, words) => {
    expect(expiryMark(certificate, daysBefore(days))).toBe(mark);
    const warning = expiryWarning(certificate, daysBefore(days));
    if (words === null) expect(warning).toBeNull();
    else expect(warning).toMatchObject({ message: expect.stringContaining(words), until: end.toISOString() });
  });

  it('of a secret is known only where somebody said so, and of a federated token never', () => {
    expect(expiryWarning({ kind: 'secret', secret: 'x' }, end)).toBeNull();
    expect(expiryWarning({ kind: 'secret', secret: 'x', expires: end }, daysBefore(3))).toMatchObject({
      code: 'CREDENTIAL_EXPIRES',
      message: expect.stringContaining('ENTRA_CLIENT_SECRET'),
    });
    expect(expiryWarning({ kind: 'federated', tokenFile: '/t' }, end)).toBeNull();
  });
});
