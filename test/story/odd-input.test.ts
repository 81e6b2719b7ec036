import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccessWorld, type Credentials, openAccessWorld } from '../support/access-world.ts';
import { addressOf } from '../support/small-directory.ts';

/** What people send by mistake: each is refused with what to do, and nothing else suffers from it. */
describe('odd input for templates, assignments and campaigns', () => {
  let world: AccessWorld;
  let admin: Credentials;
  const post = (path: string, body: unknown) => world.ask('POST', `/api/v1/${path}`, admin, body);
  const campaign = { name: 'Far', enabled: true, banner: { kind: 'html', html: '<p>x</p>' } };
  const assignment = { name: 'Odd', templateId: 'classic', who: { everyone: true } };

  beforeAll(async () => {
    world = await openAccessWorld();
    admin = await world.apiToken('admin');
  });
  afterAll(() => world?.close());

  it.each(['9999-12-31', '0001-01-01', '2200-01-01'])('a day as far as %s is none', async (day) => {
    const answers = [
      await post('campaigns', { ...campaign, when: { starts: day } }),
      await post('campaigns', { ...campaign, when: { ends: day } }),
      await post('assignments', { ...assignment, when: { ends: day } }),
      await post('templates/classic/publish', { at: day }),
      await world.ask('GET', `/api/v1/explain?address=${addressOf(1)}&at=${day}`, admin),
      await world.ask('GET', `/api/v1/explain?address=${addressOf(1)}&at=${day}T00:00:00Z`, admin),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(400);
      expect(body.error.message).toMatch(/1970 to 2199/);
    }
    expect((await world.ask('GET', '/api/v1/campaigns', admin)).body).toEqual({
      items: [],
      timeZone: expect.any(String),
    });
  });

  it.each(['1970-01-01', '2199-12-31'])('the first and the last day are days in every zone: %s', async (day) => {
    for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
      await world.ask('PATCH', '/api/v1/settings', admin, { path: 'sync.auto.timeZone', value: zone });
      const made = await post('campaigns', { ...campaign, when: { starts: day, ends: day, weekdays: ['mon'] } });
      expect(made.status).toBe(201);
      expect((await world.ask('GET', `/api/v1/explain?address=${addressOf(1)}&at=${day}`, admin)).status).toBe(200);
      await world.ask('DELETE', `/api/v1/campaigns/${made.body.id}`, admin);
    }
  });

  it.each<[object, RegExp]>([
    [
      { condition: { field: 'city', operator: 'like', value: 'x' } },
      /who\.condition: operator: must be one of .*startsWith/,
    ],
    [{ condition: { field: 'city', operator: 'equals' } }, /who\.condition: value: is missing/],
    [{ condition: { field: 'shoes', operator: 'equals', value: 'x' } }, /must be a field of a person/],
    [{ condition: { all: [{ field: 'city', operator: 'equals' }] } }, /who\.condition: all\.0: value: is missing/],
    [{ condition: 'city' }, /who\.condition: /],
  ])('a condition that is none is answered with what is wrong with it: %j', async (who, message) => {
    const { status, body } = await post('assignments', { ...assignment, who });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
  });

  it('says of a choice that it is not published, and of a missing body what to send', async () => {
    const choices = await post('assignments', { ...assignment, choices: ['gone'] });
    expect(choices.body.error.message).toBe('choices: no template “gone” is published.');
    expect((await post('assignments', undefined)).body.error.message).toMatch(/as JSON in the body/);
  });
});
