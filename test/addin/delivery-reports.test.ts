import { beforeAll, describe, expect, it } from '@jest/globals';
import { anna, aWindow, stranger } from '../support/annas-window.ts';
import { builtAddin } from '../support/built-addin.ts';
import { officeErrors } from '../support/fake-item.ts';

beforeAll(builtAddin, 180_000);

describe('reports of deliveries', () => {
  it('tell what happened with which Outlook and how fast, and nothing of the mail', async () => {
    const world = await aWindow({ item: { to: [stranger], composeType: 'reply' } });
    await world.fire();
    const [, last] = world.server.reports;
    expect(last).toEqual({
      id: expect.stringMatching(/^[\w-]{1,64}$/),
      at: expect.stringMatching(/^2026-/),
      ...{ occasion: 'opened', from: anna, composeType: 'reply', format: 'html', outcome: 'insertedFromCache' },
      template: { id: 'standard', version: 3 },
      client: { platform: 'classic', version: '16.0' },
      milliseconds: expect.any(Number),
    });
    expect(JSON.stringify(world.server.reports)).not.toContain('elsewhere');
  });

  it('wait while the server is away, and come all at once afterwards', async () => {
    let world = await aWindow();
    for (const fault of ['down', { status: 500 }, 'hang'] as const) {
      world.server.fault = fault;
      await world.fire();
      world = await world.again();
    }
    world.server.fault = undefined;
    await world.fire();
    expect(world.server.requests.filter(({ path }) => path.endsWith('/deliveries'))).toHaveLength(1);
    expect(world.server.reports.map(({ outcome }) => outcome)).toEqual([
      'inserted',
      ...Array(4).fill('insertedFromCache'),
    ]);
    expect(new Set(world.server.reports.map(({ id }) => id)).size).toBe(5);
  });

  it('tell a failure by a word and a code', async () => {
    const world = await aWindow();
    world.outlook.faults.set('body.setSignatureAsync', { kind: 'fail', error: officeErrors.internal });
    await world.fire();
    const next = await world.again();
    await next.fire();
    expect(next.server.reports.find(({ outcome }) => outcome === 'failed')?.error).toBe('office 5001');
  });

  it('need no store, and no more than fifty wait', async () => {
    const without = await aWindow({ client: 'web', storageThrows: true });
    expect(await without.fire()).toMatchObject({ completed: 1 });
    const world = await aWindow();
    world.server.fault = 'down';
    const reports = Array.from({ length: 80 }, (_, id) => ({ id: `old-${id}` }));
    world.device.set('signet-reports:anna@contoso.example', JSON.stringify({ version: 1, reports }));
    await world.fire();
    expect(JSON.parse(world.device.get('signet-reports:anna@contoso.example') ?? '').reports).toHaveLength(50);
  });
});
