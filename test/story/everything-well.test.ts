import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunDaysView, UnsignedView } from '../../contract/index.ts';
import { type AccessWorld, type Credentials, openAccessWorld } from '../support/access-world.ts';
import { idOf } from '../support/small-directory.ts';

/** What Home asks: who gets no signature, and what syncs did. Over real HTTP. */
describe('is everything well', () => {
  let world: AccessWorld;
  let admin: Credentials;
  const hour = 3_600_000;
  const unsigned = async () => (await world.ask('GET', '/api/v1/people-without-signature', admin)).body as UnsignedView;
  const assignments = (method: string, path: string, body?: unknown) =>
    world.ask(method, `/api/v1/assignments${path}`, admin, body);

  beforeAll(async () => {
    world = await openAccessWorld();
    admin = await world.apiToken('admin');
  });
  afterAll(() => world?.close());

  it('nobody is without a signature as long as one assignment is for everyone', async () => {
    const view = await unsigned();
    expect(view.people).toBeGreaterThan(1);
    expect(view).toMatchObject({ checked: view.people, complete: true, without: 0, samples: [] });
  });

  it('who gets none is counted and named: by order, dates, conditions and templates that give nothing', async () => {
    const person = `${world.tenantId}:${idOf(1)}`;
    const nothing = { name: 'Nothing', templateId: null, who: { personIds: [person] }, before: 'replies' };
    await assignments('POST', '', nothing);
    const { people } = await unsigned();
    expect(await unsigned()).toMatchObject({ without: 1, complete: true, samples: [{ id: person }] });

    await assignments('DELETE', '/new-mail');
    expect(await unsigned()).toMatchObject({ without: people, checked: people });
    await assignments('DELETE', '/nothing');
    const condition = { field: 'address', operator: 'startsWith', value: 'nobody-is-called-so' };
    await assignments('POST', '', { name: 'Some', templateId: 'classic', who: { everyone: true, condition } });
    expect(await unsigned()).toMatchObject({ without: people });
    await assignments('POST', '', {
      name: 'Later',
      templateId: 'classic',
      who: { everyone: true },
      when: { starts: '2199-01-01' },
    });
    expect(await unsigned()).toMatchObject({ without: people });
    await assignments('POST', '', { name: 'All', templateId: 'classic', who: { everyone: true } });
    expect(await unsigned()).toMatchObject({ without: 0, samples: [] });
  });

  it('what syncs did is summed up by day in the tenant’s zone, days without any included', async () => {
    await world.ask('PATCH', '/api/v1/settings', admin, { path: 'sync.auto.timeZone', value: 'Pacific/Auckland' });
    const days = async () => ((await world.ask('GET', '/api/v1/sync/days?days=3', admin)).body as RunDaysView).items;
    const [, yesterday, today] = await days();
    expect([yesterday?.day, today?.day]).toEqual(['2026-11-21', '2026-11-22']);
    world.clock.advance(3 * hour);
    await world.sync();
    const later = await days();
    expect(later.map(({ day, runs }) => [day, runs])).toEqual([
      ['2026-11-21', 0],
      ['2026-11-22', 1],
      ['2026-11-23', 1],
    ]);
    expect(later[1]?.created).toBeGreaterThan(1);
    expect(later[2]).toMatchObject({ created: 0, removed: 0 });
  });
});
