import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSandbox, type TestSandbox } from './testing/ask.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.stop());

const list = '/users?$select=id&$top=5';

describe('faults', () => {
  it('happen as often as ordered, after as many as ordered, and only where they match', async () => {
    const fault = sandbox.faults.next({ match: /\/users/, status: 429, retryAfter: 2, times: 2, after: 1 });
    expect((await sandbox.get('/organization')).status).toBe(200);
    expect((await sandbox.get(list)).status).toBe(200);
    const throttled = await sandbox.get(list);
    expect([throttled.status, throttled.headers['retry-after'], throttled.json.error.code]).toEqual([
      429,
      '2',
      'TooManyRequests',
    ]);
    expect((await sandbox.get(list)).status).toBe(429);
    expect((await sandbox.get(list)).status).toBe(200);
    expect(fault.hits()).toBe(2);
  });

  it('cut the connection: at once, in the middle, or by never answering', async () => {
    sandbox.faults.next({ match: list, action: 'reset' });
    await expect(sandbox.get(list)).rejects.toThrow(/socket hang up|ECONNRESET/);
    sandbox.faults.next({ match: list, action: 'truncate' });
    await expect(sandbox.get(list)).rejects.toThrow(/aborted|ECONNRESET/);
    sandbox.faults.next({ match: list, action: 'hang' });
    const token = await sandbox.appToken();
    const outcome = await Promise.race([
      sandbox.ask(list, { token }).then(
        () => 'answered',
        () => 'cut',
      ),
      new Promise((resolve) => setTimeout(resolve, 100, 'waiting')),
    ]);
    expect(outcome).toBe('waiting');
  });

  it('send half a JSON document as if it were whole', async () => {
    sandbox.faults.next({ match: list, action: 'half-json' });
    const { status, json, text } = await sandbox.get(list);
    expect([status, json]).toEqual([200, undefined]);
    expect(text.startsWith('{')).toBe(true);
  });

  it('empty a page that goes on, or lead it back to itself', async () => {
    sandbox.faults.next({ match: list, action: 'empty-page' });
    const empty = await sandbox.get(list);
    expect(empty.json.value).toEqual([]);
    expect((await sandbox.get(empty.json['@odata.nextLink'])).json.value).toHaveLength(5);
    sandbox.faults.next({ match: /users/, action: 'loop', times: Number.POSITIVE_INFINITY });
    const first = await sandbox.get(list);
    const second = await sandbox.get(first.json['@odata.nextLink']);
    expect(second.json['@odata.nextLink']).toBe(first.json['@odata.nextLink']);
    expect(second.json.value).toEqual(first.json.value);
  });

  it('take a delta link away and say where to begin again', async () => {
    sandbox.faults.next({ match: '/users/delta', status: 410 });
    const gone = await sandbox.get('/users/delta?$select=id');
    expect([gone.status, gone.json.error.code]).toEqual([410, 'syncStateNotFound']);
    expect(gone.headers.location).toBe(`${sandbox.graphUrl}/v1.0/users/delta?$deltatoken=`);
  });

  it('reach the token endpoint in Entra’s words', async () => {
    sandbox.faults.next({ match: '/oauth2/v2.0/token', status: 503 });
    const answer = await sandbox.ask(`${sandbox.url}/${sandbox.tenantId}/oauth2/v2.0/token`, {
      form: { grant_type: 'x' },
    });
    expect([answer.status, answer.json.error]).toEqual([503, 'temporarily_unavailable']);
  });

  it('can be ordered from another process, over https only', async () => {
    const order = { match: '^GET .*/organization', pattern: true, status: 500 };
    expect((await sandbox.ask(`${sandbox.url}/sandbox/faults`, { json: order })).status).toBe(201);
    expect((await sandbox.get('/organization')).status).toBe(500);
    expect((await sandbox.ask(`${sandbox.pagesUrl}/sandbox/faults`, { json: order })).status).toBe(404);
    expect((await sandbox.ask(`${sandbox.url}/sandbox/faults`, { json: { colour: 'red' } })).status).toBe(400);
    expect((await sandbox.ask(`${sandbox.url}/sandbox/faults`, { method: 'DELETE' })).status).toBe(204);
    expect(sandbox.faults.pending).toBe(0);
  });
});
