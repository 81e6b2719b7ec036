import { describe, expect, it } from '@jest/globals';
import { createLog } from './log.ts';

/** What stands in the log after this was logged, as text. */
function logged(...[given, message]: [object, string?]): string {
  const lines: string[] = [];
  createLog('trace', { write: (line) => void lines.push(line) }).trace(given, message);
  expect(lines).toHaveLength(1);
  JSON.parse(String(lines[0]));
  return String(lines[0]);
}

const canary = 'c4n4ry-0123456789';
const jwt = 'eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.eyJvaWQiOiJjNG40cnkifQ.c2lnbmF0dXJl';

describe('the log', () => {
  it.each([
    'authorization',
    'Authorization',
    'proxy-authorization',
    'cookie',
    'Set-Cookie',
    'accessToken',
    'access_token',
    'refreshToken',
    'id_token',
    'clientSecret',
    'client_secret',
    'ENTRA_CLIENT_SECRET',
    'SESSION_SECRET',
    'password',
    'clientAssertion',
    'privateKey',
    'private_key',
    'pem',
    'credential',
    'html',
    'text',
    'fields',
    'overrides',
    'address',
    'addresses',
    'displayName',
    'userPrincipalName',
    'body',
    'before',
  ])('never shows what is called %s, however deep', (name) => {
    for (const given of [{ [name]: canary }, { a: [{ b: { c: { [name]: { d: canary } } } }] }]) {
      expect(logged(given, 'something')).not.toContain(canary);
      expect(logged(given)).toContain('[hidden]');
    }
  });

  it('keeps what is for whoever looks: ids, codes, numbers, times', () => {
    const given = { tenantId: 't', runId: 'r', code: 'STORAGE', counts: { seen: 3 }, at: new Date(0) };
    expect(JSON.parse(logged(given, 'run ended'))).toMatchObject({
      ...{ tenantId: 't', runId: 'r', code: 'STORAGE', counts: { seen: 3 }, at: '1970-01-01T00:00:00.000Z' },
      msg: 'run ended',
    });
  });

  it('shows of an error what it is, where it came from and why; not what hangs on it', () => {
    const document = { fields: { displayName: canary }, anything: canary };
    const cause = Object.assign(new Error('the driver refused'), { code: 91, result: { op: document }, document });
    const error = Object.assign(new TypeError('no luck', { cause }), {
      request: { _header: canary },
      config: document,
    });
    const line = logged({ err: error }, 'it failed');
    expect(line).not.toContain(canary);
    expect(JSON.parse(line).err).toMatchObject({
      ...{ type: 'TypeError', message: 'no luck', stack: expect.stringContaining('log.test') },
      cause: { type: 'Error', message: 'the driver refused', code: 91 },
    });
    expect(logged(error)).not.toContain(canary);
  });

  it.each([
    ['an access token', `Entra gave ${jwt}`, jwt],
    ['an API token', `no such token: signet_0a1b2c3d4e5f_${canary.replace('-', '')}`, canary.replace('-', '')],
    ['an Authorization header', `sent "Authorization: Bearer ${canary}" in vain`, canary],
    ['a cookie', `got __Host-signet=${canary}; Path=/`, canary],
    ['a private key', `-----BEGIN PRIVATE KEY-----\n${canary}\n-----END PRIVATE KEY-----`, canary],
    ["a database's password", `mongodb+srv://signet:${canary}@db.example/signet does not answer`, canary],
    ['a form of a sign-in', `POST /token client_id=a&client_secret=${canary}&code=${canary}&grant_type=x`, canary],
    ['an address', 'dup key: { _id: "tenant:anna.o\'berg+x@mail.contoso.co.uk" }', 'anna.o'],
    ['an address with other letters', 'jörg@übung.example is taken', 'jörg'],
  ])('knows %s by its looks, in a message and in an error', (_what, text, hidden) => {
    expect(logged({}, text)).not.toContain(hidden);
    expect(logged({ err: new Error('outside', { cause: new Error(text) }) })).not.toContain(hidden);
    expect(logged({ note: [text] })).not.toContain(hidden);
  });

  it('is not held up by a line that never ends', () => {
    const lines = ['a'.repeat(300_000), 'eyJ'.repeat(60_000), 'a@'.repeat(100_000), `${'a.'.repeat(100_000)}@`];
    const began = performance.now();
    for (const line of lines) logged({ note: line });
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
