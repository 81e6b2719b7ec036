import { createContext, Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Node, parse } from 'acorn';
import { builtAddin, builtBundle } from '../support/built-addin.ts';

beforeAll(builtAddin, 180_000);

/** Every node of a syntax tree. */
function* nodesOf(node: Node): Generator<Node & Record<string, unknown>> {
  yield node as Node & Record<string, unknown>;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child === 'object' && typeof child.type === 'string') yield* nodesOf(child);
    }
  }
}

describe('the launch bundle', () => {
  it('reads as ES2016, as classic Outlook before 2403 needs', async () => {
    parse(await builtBundle('launch.js'), { ecmaVersion: 7, sourceType: 'script' });
  });

  it('is one script: no import, no eval, no second file', async () => {
    const tree = parse(await builtBundle('launch.js'), { ecmaVersion: 'latest', sourceType: 'script' });
    const forbidden = ['eval', 'Function', 'importScripts', 'require'];
    const found = [...nodesOf(tree)]
      .map((node) =>
        node.type.startsWith('Import') ? node.type : (node.callee as { name?: string } | undefined)?.name,
      )
      .filter((name) => name && (name.startsWith('Import') || forbidden.includes(name)));
    expect(found).toEqual([]);
  });

  it('needs nothing but Office to load, and offers its handlers both ways', async () => {
    const associated: string[] = [];
    const Office = { actions: { associate: (name: string) => associated.push(name) } };
    const globals: Record<string, unknown> = { Office };
    new Script(await builtBundle('launch.js')).runInContext(createContext(globals));
    expect(associated).toEqual([
      'onNewMessageCompose',
      'onNewAppointmentOrganizer',
      'onMessageFromChanged',
      'onAppointmentFromChanged',
      'onMessageRecipientsChanged',
      'onMessageSend',
    ]);
    for (const name of associated) expect(typeof globals[name]).toBe('function');
  });

  it('carries no schema library', async () => {
    for (const name of ['launch.js', 'taskpane.js'] as const)
      expect(await builtBundle(name)).not.toMatch(/ZodError|invalid_union/);
  });
});

it.each([
  ['launch.js', 110],
  ['taskpane.js', 250],
] as const)('%s is at most %i KB gzipped', async (name, most) => {
  const kilobytes = gzipSync(await builtBundle(name), { level: 9 }).length / 1024;
  process.stdout.write(`${name}: ${kilobytes.toFixed(1)} KB gzipped (at most ${most})\n`);
  expect(kilobytes).toBeLessThanOrEqual(most);
});
