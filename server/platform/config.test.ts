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
