import { expect, it } from '@jest/globals';
import type { OutlookOptions } from './options.ts';
import { answerBridge, readBridgeRequest } from './token-answer.ts';

const idToken = `x.${Buffer.from(JSON.stringify({ oid: 'o1', tid: 't1' })).toString('base64url')}.x`;
const options: OutlookOptions = {
  appUrl: 'http://localhost:3000',
  url: 'https://localhost:3443',
  tenantId: 't1',
  clientId: 'c1',
  mailboxes: () => [{ oid: 'o1', name: 'Ada', address: 'ada@x.example', addresses: [], sendAs: [] }],
  issueUserToken: async (oid, scopes, clientId) => {
    if (scopes.includes('forbidden')) throw new Error('AADSTS65001');
    return { access_token: `${oid}/${clientId}`, id_token: idToken, expires_in: 60, scope: scopes.join(' ') };
  },
};
const ask = (fields: object) =>
  answerBridge({ requestId: 'r1', method: 'GetToken', scopes: ['s1'], clientId: '', oid: 'o1', ...fields }, options);

it('says who is signed in', async () => {
  expect(await ask({ method: 'GetInitContext' })).toMatchObject({
    messageType: 'NestedAppAuthResponse',
    requestId: 'r1',
    success: true,
    initContext: { capabilities: { queryAccount: true }, accountContext: { homeAccountId: 'o1.t1', tenantId: 't1' } },
  });
});

it.each(['GetToken', 'GetTokenPopup'])('gives a token by %s', async (method) => {
  expect(await ask({ method })).toMatchObject({
    success: true,
    token: { access_token: 'o1/c1', expires_in: 60, scope: 's1', properties: null, extendedLifetimeToken: false },
    account: { homeAccountId: 'o1.t1', localAccountId: 'o1', username: 'ada@x.example', idTokenClaims: { oid: 'o1' } },
  });
});

it.each([
  [{ oid: 'nobody' }, 'ACCOUNT_UNAVAILABLE'],
  [{ method: 'Dance' }, 'PERSISTENT_ERROR'],
  [{ scopes: ['forbidden'] }, 'PERSISTENT_ERROR'],
])('refuses %j', async (fields, status) => {
  expect(await ask(fields)).toMatchObject({ success: false, requestId: 'r1', error: { status } });
});

it('takes only well-formed requests', () => {
  const good = { requestId: 'r', method: 'GetToken', scopes: ['a'], clientId: 'c', oid: 'o' };
  expect(readBridgeRequest(good)).toEqual(good);
  for (const bad of [
    undefined,
    null,
    'x',
    {},
    { ...good, scopes: 'a' },
    { ...good, scopes: [1] },
    { ...good, oid: 1 },
  ]) {
    expect(readBridgeRequest(bad)).toBeUndefined();
  }
});
