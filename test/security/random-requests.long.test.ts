import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attackRequests } from '../support/attack-requests.ts';
import { makeDataDir, type RunningSignet, startSignet } from '../support/signet-process.ts';
import { routes } from './attack-ids.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const minute = 60_000;

describe(`10,000 random and mutated requests against a running server (SEED=${seed})`, () => {
  const data = makeDataDir();
  let signet: RunningSignet;
  let admin: Record<string, string>;
  beforeAll(async () => {
    signet = await startSignet({ DATA_DIR: data.path });
    const made = await signet.command('token', 'create', '--role', 'admin', '--name', 'attack', '--json');
    admin = { Authorization: `Bearer ${JSON.parse(made.stdout).token}` };
  }, 2 * minute);
  afterAll(async () => {
    await signet?.stop();
    data.remove();
  }, minute);

  it(
    'neither bring it down, nor make it fail, nor make it grow',
    async () => {
      const people = JSON.parse((await ask({ method: 'GET', path: '/api/v1/people?limit=20', headers: admin })).text);
      const ids: string[] = people.items.map(({ id }: { id: string }) => id);
      const attacked = routes.filter(
        ({ path, method }) => !(method === 'delete' && path.startsWith('/api/v1/tenants')),
      );
      const idFor = () => ids[0] ?? 'x';
      const requests = attackRequests({ routes: attacked, seed, idFor }, 10_000);
      const statuses = new Map<number, number>();
      const sizes: number[] = [];
      for (let at = 0; at < requests.length; at += 10) {
        const answers = await Promise.all(
          requests
            .slice(at, at + 10)
            .map(async (each) => ({ each, answer: await ask({ ...each, headers: { ...each.headers, ...admin } }) })),
        );
        for (const { each, answer } of answers) {
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          if (answer.status >= 500)
            throw new Error(
              `${answer.status} ${answer.text.slice(0, 500)}\nfor ${JSON.stringify(each).slice(0, 800)}\n${signet.log().slice(-1500)}`,
            );
        }
        if (at % 1000 === 0) sizes.push(residentBytes());
      }
      const [, , early = 0] = sizes;
      const late = residentBytes();
      // The first thousands fill caches; afterwards nothing may pile up. Before and after are in the message.
      expect({ early, late, grown: late > early * 1.35 + 40e6 }).toEqual({ early, late, grown: false });
      expect((await ask({ method: 'GET', path: '/health/ready', headers: {} })).status).toBe(200);
      expect(statuses.get(200)).toBeGreaterThan(500);
    },
    15 * minute,
  );

  const residentBytes = () => {
    const pid = /"pid":(\d+)/.exec(signet.log())?.[1];
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  };

  function ask(asked: {
    method: string;
    path: string;
    headers: Record<string, string>;
    body?: string;
  }): Promise<{ status: number; text: string }> {
    const { hostname, port } = new URL(signet.ready.url);
    return new Promise((resolve, reject) => {
      const { method, path, headers, body } = asked;
      const length: Record<string, string> =
        body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
      const asking = httpRequest({ hostname, port, method, path, headers: { ...headers, ...length } }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          text += part;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      });
      // A body refused for its size may meet a connection that is closed already: that is an answer, too.
      asking.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EPIPE' || error.code === 'ECONNRESET' ? resolve({ status: 413, text: '' }) : reject(error),
      );
      asking.end(body);
    });
  }
});
