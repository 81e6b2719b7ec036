import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import express from 'express';
import { createMessageClasses } from './message-classes.ts';

const { options, adopt } = createMessageClasses();
const app = adopt(express());
const server = createServer(options);

afterEach(() => {
  server.close();
});

it('gives requests and responses that Express answers without changing what they are', async () => {
  const born: object[] = [];
  server.on('request', (request, response) => {
    born.push(Object.getPrototypeOf(request), Object.getPrototypeOf(response));
    app(request, response);
  });
  const handled: object[] = [];
  app.get('/hello', (request, response) => {
    handled.push(Object.getPrototypeOf(request), Object.getPrototypeOf(response));
    response.json({ path: request.path, sameApp: request.app === app, type: request.get('accept') });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/hello`, { headers: { Accept: 'application/json' } });
  expect(await answer.json()).toEqual({ path: '/hello', sameApp: true, type: 'application/json' });
  expect(born.map((one, at) => one === handled[at])).toEqual([true, true]);
});
