import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { close, listen, patience } from '../../server/listen.ts';
import { type AccessWorld, type Credentials, openAccessWorld } from '../support/access-world.ts';

/** A hundredth of the patience that Signet has, so that nobody waits for a minute here. */
const shorter = Object.fromEntries(
  Object.entries(patience).map(([name, milliseconds]) => [name, milliseconds / 100]),
) as typeof patience;

describe('requests that dribble in', () => {
  let world: AccessWorld;
  let server: Server;
  const open = new Set<Socket>();

  beforeAll(async () => {
    world = await openAccessWorld();
    server = await listen({ host: '127.0.0.1', port: 0, tls: undefined }, shorter);
    server.removeAllListeners('request');
    server.on('request', world.app);
  });
  afterAll(async () => {
    for (const socket of open) socket.destroy();
    if (server) await close(server);
    await world?.close();
  });

  const port = () => (server.address() as AddressInfo).port;

  /** Sends the beginning at once and then one character at a time for ever; gives what came back until the server closed. */
  function dribble(beginning: string): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(port(), '127.0.0.1');
      open.add(socket);
      const drops = setInterval(() => socket.write('x'), 20);
      let answer = '';
      socket.setEncoding('utf8');
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      // Writing into a connection that the server has just closed is what happens here.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearInterval(drops);
        open.delete(socket);
        resolve(answer);
      });
      socket.write(beginning);
    });
  }

  const head = (method: string, path: string, headers: Credentials) =>
    [
      `${method} ${path} HTTP/1.1`,
      'Host: localhost',
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ].join('\r\n');
  const connections = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));

  it('find a server that waits 15 seconds for headers and 60 for all of a request, as docs/security.md says', async () => {
    const other = await listen({ host: '127.0.0.1', port: 0, tls: undefined });
    const { headersTimeout, requestTimeout, keepAliveTimeout } = other;
    await close(other);
    expect({ headersTimeout, requestTimeout, keepAliveTimeout }).toEqual({
      ...{ headersTimeout: 15_000, requestTimeout: 60_000, keepAliveTimeout: 75_000 },
    });
  });

  it('are cut off while the headers still come', async () => {
    const answer = await dribble(`${head('GET', '/api/v1/me/signature', {})}\r\nX-Slow: `);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it.each([
    ['JSON of the add-in', 'POST', '/api/v1/me/deliveries', 'application/json'],
    ['JSON of the admin app', 'POST', '/api/v1/people', 'application/json'],
    ['a CSV file', 'POST', '/api/v1/people/import', 'text/csv'],
    ['an image', 'POST', '/api/v1/images?name=slow', 'image/png'],
    ['a notification of Graph', 'POST', '/hooks/graph', 'application/json'],
  ])('are cut off while the body still comes: %s', async (_what, method, path, type) => {
    const proof = path.includes('/me/')
      ? world.bearer(await world.userToken())
      : path.startsWith('/api/')
        ? await world.session(['admin'])
        : {};
    const headers = { ...proof, 'Content-Type': type, 'Content-Length': '100000' };
    expect(await dribble(`${head(method, path, headers)}\r\n\r\n{"`)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('keep nobody else waiting, and leave nothing behind', async () => {
    // Among so many, on a busy machine, whoever is quick needs a moment, too.
    Object.assign(server, { headersTimeout: 5 * shorter.headersTimeout, requestTimeout: 5 * shorter.requestTimeout });
    const slow = Array.from({ length: 300 }, () => dribble(`${head('GET', '/', {})}\r\nX-Slow: `));
    await expect(fetch(`http://127.0.0.1:${port()}/health/live`)).resolves.toMatchObject({ status: 200 });
    expect(new Set((await Promise.all(slow)).map((answer) => answer.slice(0, 12)))).toEqual(new Set(['HTTP/1.1 408']));
    server.closeIdleConnections();
    expect(await connections()).toBeLessThanOrEqual(1);
    expect(world.log.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });
});
