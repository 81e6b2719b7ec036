/**
 * A Microsoft Graph that answers at once, in a process of its own: `/<users>/v1.0/users` in pages of 999 made beforehand, and
 * `/users/delta` with 100 users changed each time a delta link is followed. Arguments: certificate, key, sizes. Says its port
 * to whoever forked it.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { directoryUser, idOf } from './directory-users.ts';

const pageSize = 999;
const changesPerDelta = 100;

const [certFile = '', keyFile = '', ...sizes] = process.argv.slice(2);
const pages = new Map<string, Buffer[]>();
let origin = '';

function makePages(size: number): Buffer[] {
  const made: Buffer[] = [];
  for (let first = 0; first < size; first += pageSize) {
    const users = Array.from({ length: Math.min(pageSize, size - first) }, (_, index) => directoryUser(first + index));
    const next = first + pageSize < size ? { '@odata.nextLink': usersLink(size, made.length + 1) } : {};
    made.push(pageOf(users, next));
  }
  return made;
}

function makeChanges(size: number, round: number): Buffer {
  const users = Array.from({ length: changesPerDelta }, (_, index) =>
    directoryUser(Math.floor((index * size) / changesPerDelta), round + 1),
  );
  return pageOf(users, { '@odata.deltaLink': deltaLink(size, round + 1) });
}

const groupCount = 5000;

/** Group number n of a tenant has every five thousandth user, from user n on. */
function membersOf(size: number, group: number): Buffer {
  const members: object[] = [];
  for (let number = group; number < size; number += groupCount) members.push({ id: idOf(number, '5') });
  return pageOf(members, {});
}

const usersLink = (size: number, page: number) => `${origin}/${size}/v1.0/users?$skiptoken=${page}`;
const deltaLink = (size: number, round: number) => `${origin}/${size}/v1.0/users/delta?$deltatoken=${round}`;

function pageOf(value: object[], links: object): Buffer {
  return Buffer.from(JSON.stringify({ '@odata.context': `${origin}/v1.0/$metadata#users`, ...links, value }));
}

function answerTo(url: URL): Buffer | undefined {
  const [, size = '', , ...rest] = url.pathname.split('/');
  if (rest.join('/') === 'users') return pages.get(size)?.[Number(url.searchParams.get('$skiptoken') ?? '0')];
  if (rest.join('/') === 'groups') return pageOf([], {});
  if (rest[0] === 'groups') return membersOf(Number(size), Number(rest[1]?.slice(-12)));
  if (rest.join('/') !== 'users/delta') return undefined;
  const token = url.searchParams.get('$deltatoken');
  if (token === 'latest') return pageOf([], { '@odata.deltaLink': deltaLink(Number(size), 0) });
  return makeChanges(Number(size), Number(token));
}

const server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) }, (request, response) => {
  const body = answerTo(new URL(request.url ?? '/', origin));
  response.writeHead(body ? 200 : 404, { 'Content-Type': 'application/json; odata.metadata=minimal' });
  response.end(body ?? '{"error":{"code":"notFound","message":"not part of this benchmark"}}');
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  for (const size of sizes) pages.set(size, makePages(Number(size)));
  process.send?.({ origin });
});
process.on('disconnect', () => process.exit());
