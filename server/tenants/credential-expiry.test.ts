import { beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'selfsigned';
import { stoppedClock } from '../platform/clock.ts';
import type { AppCredential } from '../platform/config.ts';
import { expiryMark, expiryOf, expiryWarning } from './credential-expiry.ts';
import { createCredentialWatch } from './credential-watch.ts';

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

it('is said in the log once at each mark, and not again', async () => {
  const clock = stoppedClock(daysBefore(32).toISOString());
  const said: string[] = [];
  const note = (about: object) => void said.push(`${clock.now().toISOString().slice(0, 10)} ${JSON.stringify(about)}`);
  const entra = { clientId: '', credential: certificate, authorityHost: '', graphUrl: '', allowedTenants: [] };
  const watch = createCredentialWatch({ entra, clock, log: { warn: note, error: note } });
  for (let day = 0; day < 36; day += 1) {
    await watch.work();
    await watch.work();
    clock.advance(24 * 3_600_000);
  }
  expect(said.map((line) => line.slice(0, 10))).toEqual([
    '2027-01-30',
    '2027-02-15',
    '2027-02-22',
    '2027-02-28',
    '2027-03-01',
  ]);
});
