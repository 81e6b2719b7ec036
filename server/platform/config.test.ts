import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.ts';

const guid = '11111111-2222-3333-4444-555555555555';
const tenant = { ENTRA_CLIENT_ID: guid, ENTRA_CLIENT_SECRET: 'a secret', ALLOWED_TENANTS: guid };

function problemsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('starts the sandbox with nothing set', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      entra: null,
      roles: ['web', 'worker'],
    });
  });

  it('follows PORT in the public URL, and strips its last slash', () => {
    expect(readConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
    expect(readConfig({ ...tenant, PUBLIC_URL: 'https://signet.example/' }).publicUrl).toBe('https://signet.example');
  });

  it('names every mistake, not only the first', () => {
    const problems = problemsOf({
      PORT: 'many',
      ROLES: 'web,cook',
      LOG_LEVEL: 'loud',
      M365_CLOUD: 'mars',
      ENTRA_AUTHORITY_HOST: 'http://plain.example',
    });
    expect(problems.map((problem) => problem.split(/[= ]/)[0])).toEqual([
      'PORT',
      'ROLES',
      'M365_CLOUD',
      'ENTRA_AUTHORITY_HOST',
      'LOG_LEVEL',
    ]);
  });

  it('never repeats a secret in a mistake', () => {
    expect(problemsOf({ SESSION_SECRET: 'hunter2' }).join()).not.toContain('hunter2');
    expect(problemsOf({ MONGODB_URI: 'postgres://user:hunter2@db' }).join()).not.toContain('hunter2');
  });

  it.each([
    ['no credential', { ENTRA_CLIENT_SECRET: undefined }, 'none is set'],
    ['two credentials', { ENTRA_FEDERATED_TOKEN_FILE: '/run/token' }, 'are set'],
    ['no tenants', { ALLOWED_TENANTS: '' }, 'ALLOWED_TENANTS is required'],
    ['a tenant that is no id', { ALLOWED_TENANTS: 'contoso.com' }, 'GUID'],
    ['a database without SESSION_SECRET', { MONGODB_URI: 'mongodb://db/signet' }, 'SESSION_SECRET is required'],
    ['half of TLS', { TLS_CERT: '/etc/cert.pem' }, 'go together'],
  ])('refuses %s', (_name, change, words) => {
    expect(problemsOf({ ...tenant, ...change }).join('\n')).toContain(words);
  });

  const strong = (seed: number) =>
    Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 37 + seed) % 256)).toString('base64');
  const keyFile = (...lines: string[]) => {
    const file = join(mkdtempSync(join(tmpdir(), 'signet-')), 'keys');
    writeFileSync(file, lines.join('\n'));
    return file;
  };

  it.each([
    ['a short one', 'short'],
    ['one of few characters', 'abababababababababababababababababab'],
    ['one from a manual', 'please-change-me-to-something-secret-0123'],
    ['an unfilled place', '<the output of openssl rand -base64 32>'],
  ])('refuses a weak secret: %s, in either place, without repeating it', (_name, secret) => {
    for (const env of [{ SESSION_SECRET: secret }, { KEY_FILE: keyFile(strong(1), secret) }]) {
      const problems = problemsOf({ ...tenant, ...env }).join();
      expect(problems).toContain('openssl rand');
      expect(problems).not.toContain(secret);
    }
  });

  it('takes secrets from KEY_FILE, the current one first, then SESSION_SECRET, so that they can be changed', () => {
    const file = keyFile('# made in November', strong(1), '', strong(2));
    const database = { MONGODB_URI: 'mongodb://db/signet' };
    expect(readConfig({ ...tenant, ...database, KEY_FILE: file, SESSION_SECRET: strong(3) }).secrets).toEqual(
      [1, 2, 3].map(strong),
    );
    expect(readConfig({ ...tenant, ...database, KEY_FILE: file }).secrets).toHaveLength(2);
    expect(problemsOf({ ...tenant, KEY_FILE: '/nowhere/keys' }).join()).toContain('cannot be read');
    expect(problemsOf({ ...tenant, KEY_FILE: keyFile('') }).join()).toContain('is empty');
  });

  it('says that there is no relay yet', () => {
    expect(problemsOf({ ROLES: 'web,relay' }).join()).toContain('relay is not part of this version');
  });

  it('refuses to show the sandbox to the world', () => {
    expect(problemsOf({ HOST: '0.0.0.0' }).join()).toContain('sandbox');
    expect(problemsOf({ ...tenant, HOST: '0.0.0.0' })).toEqual([]);
  });

  it('refuses settings of a tenant without the application they belong to', () => {
    expect(problemsOf({ GRAPH_URL: 'https://localhost:9443/graph' }).join()).toContain(
      'GRAPH_URL given without ENTRA_CLIENT_ID',
    );
  });

  it('chooses the hosts by cloud, unless they are named', () => {
    expect(readConfig({ ...tenant, M365_CLOUD: 'china' }).entra).toMatchObject({
      authorityHost: 'https://login.chinacloudapi.cn',
      graphUrl: 'https://microsoftgraph.chinacloudapi.cn',
    });
    expect(readConfig({ ...tenant, GRAPH_URL: 'https://localhost:9443/graph/' }).entra?.graphUrl).toBe(
      'https://localhost:9443/graph',
    );
  });
});
