import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CampaignsAnswer,
  ImpactView,
  ProfileAnswer,
  SignatureAnswer,
  SignaturesAnswer,
  TemplatePreview,
} from '../../contract/index.ts';
import { limits } from '../../server/platform/rate-limits.ts';
import { forgetSettings } from '../../server/tenants/index.ts';
import { type AccessWorld, type Credentials, openAccessWorld } from '../support/access-world.ts';
import { addressOf, idOf } from '../support/small-directory.ts';

/** Over real HTTP, on a clock that stands still until a test moves it. */
describe('campaigns, choices, previews and schedules', () => {
  let world: AccessWorld;
  let admin: Credentials;
  let editor: Credentials;
  let employee: Credentials;
  const hour = 3_600_000;
  /** The next poll sees what this process wrote at once; another hour is for dates. */
  const me = async <Body>(path: string) =>
    (await world.ask('GET', `/api/v1/me/${path}`, world.bearer(await world.userToken()))).body as Body;
  const post = (path: string, body: unknown, who = admin) => world.ask('POST', `/api/v1/${path}`, who, body);
  const html = async (query = '') => (await me<SignatureAnswer>(`signature?${query}`)).signature.html ?? '';

  beforeAll(async () => {
    world = await openAccessWorld();
    admin = await world.apiToken('admin');
    editor = await world.session(['editor'], { person: 2 });
    employee = world.bearer(await world.userToken());
    await world.ask('PATCH', '/api/v1/settings', admin, { path: 'sync.auto.timeZone', value: 'Europe/Berlin' });
  });
  afterAll(() => world?.close());

  const fair = {
    name: 'Fair',
    enabled: true,
    banner: { kind: 'html', html: '<p style="color:#036">Meet us in <b>hall 4</b></p><script>alert(1)</script>' },
    when: { starts: '2026-11-22T12:00', ends: '2026-11-23', composeTypes: ['newMail'] },
  };

  it('editors prepare campaigns; switching one on is publishing', async () => {
    expect((await post('campaigns', fair, editor)).status).toBe(403);
    const off = await post('campaigns', { ...fair, enabled: false }, editor);
    expect(off).toMatchObject({
      status: 201,
      body: { id: 'fair', state: 'off', startsAt: '2026-11-22T11:00:00.000Z' },
    });
    const tag = { 'If-Match': off.headers.get('etag') ?? '' };
    expect((await world.ask('PUT', '/api/v1/campaigns/fair', { ...editor, ...tag }, fair)).status).toBe(403);
    const on = await world.ask('PUT', '/api/v1/campaigns/fair', { ...admin, ...tag }, fair);
    expect(on).toMatchObject({ status: 200, body: { state: 'upcoming', endsAt: '2026-11-23T23:00:00.000Z' } });
    expect((await world.ask('PUT', '/api/v1/campaigns/fair', { ...admin, ...tag }, fair)).status).toBe(412);
    expect((await post('campaigns', { ...fair, banner: { kind: 'html', html: '{{name}}' } })).status).toBe(400);
  });

  it('its banner comes and goes with its dates, answers say until when they hold, and tags change', async () => {
    const before = await world.ask('GET', '/api/v1/me/signature', employee);
    expect(before.body).toMatchObject({ validUntil: '2026-11-22T11:00:00.000Z' });
    expect(before.text).not.toContain('hall 4');
    world.clock.advance(2 * hour);
    const shown = await html();
    expect(shown).toContain('<b>hall 4</b>');
    expect(shown).not.toContain('<script');
    expect((await me<SignatureAnswer>('signature?format=text')).signature.text).toContain('Meet us in hall 4');
    const now = await world.ask('GET', '/api/v1/me/signature', world.bearer(await world.userToken()));
    expect(now.headers.get('etag')).not.toBe(before.headers.get('etag'));
    expect(await html('composeType=reply')).not.toContain('hall 4');
    const other = await world.ask(
      'GET',
      `/api/v1/people/${encodeURIComponent(`${world.tenantId}:${idOf(2)}`)}/signature?at=2026-11-24`,
      admin,
    );
    expect(other.text).not.toContain('hall 4');
  });

  it('of several the one with the highest priority shows, and explain says why not the others', async () => {
    const quiet = { ...fair, name: 'Quiet', priority: 1, banner: { kind: 'html', html: '<p>Quiet news</p>' } };
    await post('campaigns', quiet);
    const loud = {
      ...fair,
      ...{ name: 'Loud', priority: 500 },
      banner: {
        kind: 'image',
        image: 'https://example.com/b.png',
        alt: 'Loud news',
        width: 400,
        height: 80,
        link: 'https://example.com/',
      },
      who: { condition: { field: 'address', operator: 'equals', value: addressOf(1) } },
    };
    await post('campaigns', loud);
    const shown = await html();
    expect(shown).toContain('alt="Loud news"');
    expect(shown).not.toMatch(/hall 4|Quiet news/);
    const { body } = await world.ask('GET', `/api/v1/explain?address=${addressOf(1)}`, admin);
    expect(body).toMatchObject({
      campaign: 'loud',
      campaigns: [
        { campaign: 'loud', matched: true, condition: { holds: true } },
        { campaign: 'fair', matched: false, reason: expect.stringContaining('“loud”') },
        { campaign: 'quiet', matched: false },
      ],
    });
    for (const id of ['loud', 'quiet', 'fair']) await world.ask('DELETE', `/api/v1/campaigns/${id}`, admin);
    expect((await world.ask('GET', '/api/v1/campaigns', admin)).body as CampaignsAnswer).toEqual({
      items: [],
      timeZone: 'Europe/Berlin',
    });
  });

  it('says which campaigns go before another, and until when', async () => {
    await post('campaigns', { ...fair, name: 'Loud', priority: 500, when: { ends: '2026-11-30' } });
    await post('campaigns', { ...fair, when: {} });
    await post('campaigns', { ...fair, name: 'Replies', when: { composeTypes: ['reply'], starts: '2026-12-01' } });
    await post('campaigns', { ...fair, name: 'Short', when: { ends: '2026-11-24' } });
    const conflicts = async () => {
      const { items } = (await world.ask('GET', '/api/v1/campaigns', admin)).body as CampaignsAnswer;
      return Object.fromEntries(
        items.map(({ id, conflicts: found }) => [id, found.map(({ code, by }) => `${code} ${by}`)]),
      );
    };
    expect(await conflicts()).toEqual({
      loud: [],
      fair: ['SAME_TIME loud'],
      replies: ['HIDDEN fair'],
      short: ['HIDDEN loud'],
    });
    await world.ask('DELETE', '/api/v1/campaigns/loud', admin);
    expect(await conflicts()).toMatchObject({ fair: [], short: ['HIDDEN fair'] });
    for (const id of ['fair', 'replies', 'short']) await world.ask('DELETE', `/api/v1/campaigns/${id}`, admin);
  });

  it('clicks on a banner are counted by day, lead where the campaign said, and nowhere else', async () => {
    const banner = {
      ...{ kind: 'image', image: 'https://example.com/b.png', alt: 'Clicked', width: 400, height: 80 },
      ...{ link: 'https://example.com/fair?a=1&b=2', countClicks: true },
    };
    await post('campaigns', { name: 'Clicked', enabled: true, banner });
    const link = /href="([^"]*\/go\/[^"]+)"/.exec(await html())?.[1] ?? '';
    expect((await me<SignatureAnswer>('signature?format=text')).signature.text).toContain(
      'https://example.com/fair?a=1',
    );
    const follow = (path: string, method = 'GET') => fetch(new URL(path, world.url), { method, redirect: 'manual' });
    const { pathname } = new URL(link);
    const answer = await follow(pathname);
    expect([answer.status, answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([
      ...[302, 'https://example.com/fair?a=1&b=2', null],
    ]);
    await follow(pathname, 'HEAD');
    world.clock.advance(24 * hour);
    await follow(pathname);
    await follow(pathname);
    const counts = await world.ask('GET', '/api/v1/campaign-clicks?days=3', admin);
    expect(counts.body).toMatchObject({ items: [{ id: 'clicked', name: 'Clicked', total: 3, clicks: [0, 1, 2] }] });
    const many = await Promise.all(Array.from({ length: limits.stranger + 10 }, () => follow(pathname)));
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([302]));
    const { body } = await world.ask('GET', '/api/v1/campaign-clicks?days=1', admin);
    expect(body).toMatchObject({ items: [{ total: limits.stranger }] });
    const flipped = pathname.replace(/.(?=.{20}$)/, (letter) => (letter === 'A' ? 'B' : 'A'));
    expect((await follow(flipped)).status).toBe(404);
    await world.ask('DELETE', '/api/v1/campaigns/clicked', admin);
    expect((await follow(pathname)).headers.get('location')).toBe(banner.link);
    world.clock.advance(-24 * hour);
  });

  it('answers for internal and external recipients where that matters, and says which domains are internal', async () => {
    expect(await me<SignaturesAnswer>('signatures')).toMatchObject({ needsRecipients: false });
    const short = {
      name: 'Colleagues',
      templateId: 'compact',
      who: { everyone: true },
      when: { recipients: 'internal', composeTypes: ['newMail'] },
    };
    await post('assignments', { ...short, before: 'replies' });
    const all = await me<SignaturesAnswer>('signatures');
    expect(all).toMatchObject({ needsRecipients: true, internalDomains: [addressOf(1).split('@')[1]] });
    const mine = all.signatures.filter(({ from, composeType }) => from === addressOf(1) && composeType === 'newMail');
    expect(mine.map(({ recipients, answer }) => [recipients, answer?.template.id])).toEqual([
      ['internal', 'compact'],
      ['external', 'classic'],
    ]);
    const replies = all.signatures.filter(({ from, composeType }) => from === addressOf(1) && composeType === 'reply');
    expect(replies).toMatchObject([{ answer: { template: { id: 'compact' } } }]);
    expect(replies[0]).not.toHaveProperty('recipients');
    expect(await me<SignatureAnswer>('signature?recipients=internal')).toMatchObject({ template: { id: 'compact' } });
    expect(await me<SignatureAnswer>('signature')).toMatchObject({ template: { id: 'classic' } });
    await world.ask('DELETE', '/api/v1/assignments/colleagues', admin);
  });

  it('people choose among the templates they are offered, and no others', async () => {
    const change = async (choices: object) =>
      world.ask('PATCH', '/api/v1/me/profile', world.bearer(await world.userToken()), { choices });
    expect((await me<ProfileAnswer>('profile')).choices).toEqual([]);
    expect((await change({ newMail: 'compact' })).status).toBe(400);
    const { templateId, who, when, name } = (await world.ask('GET', '/api/v1/assignments/new-mail', admin)).body;
    await world.ask('PUT', '/api/v1/assignments/new-mail', admin, {
      templateId,
      who,
      when,
      name,
      choices: ['compact'],
    });
    const offered = [
      expect.objectContaining({ template: 'classic' }),
      expect.objectContaining({ template: 'compact' }),
    ];
    expect((await me<ProfileAnswer>('profile')).choices).toEqual([{ composeType: 'newMail', offered, chosen: null }]);
    expect((await change({ newMail: 'compact' })).body.choices).toMatchObject([{ chosen: 'compact' }]);
    expect(await me<SignatureAnswer>('signature')).toMatchObject({ template: { id: 'compact' } });
    expect((await change({ newMail: null })).body.choices).toMatchObject([{ chosen: null }]);
    // One part of a change refused, no part of it is kept.
    const both = async (choice: string, field: string) =>
      world.ask('PATCH', '/api/v1/me/profile', world.bearer(await world.userToken()), {
        choices: { newMail: choice },
        fields: { [field]: 'Queen' },
      });
    await world.ask('PATCH', '/api/v1/settings', admin, { path: 'profile.editable', value: ['jobTitle'] });
    forgetSettings();
    expect([(await both('compact', 'displayName')).status, (await both('nobody-has-it', 'jobTitle')).status]).toEqual([
      403, 400,
    ]);
    const { choices, fields } = await me<ProfileAnswer>('profile');
    expect([choices[0]?.chosen, fields[0]?.name]).toEqual([null, 'jobTitle']);
    expect(fields[0]?.value).not.toBe('Queen');
    expect(await me<SignatureAnswer>('signature')).toMatchObject({ template: { id: 'classic' } });
  });

  it('previews an unsaved source for anyone, and says what publishing it would change for whom', async () => {
    const source = { html: '<p>{{name}} at {{companyName}}</p>' };
    const preview = (await post('templates/classic/preview', { ...source, address: addressOf(2) }))
      .body as TemplatePreview;
    expect(preview).toMatchObject({
      html: expect.stringContaining('</p>'),
      problems: [],
      person: { id: expect.stringContaining(idOf(2)) },
    });
    // A starter of the gallery, before anything is made of it.
    const { html } = (await post('templates/preview', { starter: 'legal', address: addressOf(2) }))
      .body as TemplatePreview;
    expect(html).toContain(addressOf(2));
    expect(await post('templates/preview', { starter: 'nothing' })).toMatchObject({ status: 404 });
    const broken = (await post('templates/preview', { html: '<p>{{name</p>' })).body as TemplatePreview;
    expect(broken).toMatchObject({
      html: null,
      problems: [{ severity: 'error', line: 1, column: expect.any(Number) }],
    });
    const impact = (await post('templates/classic/impact', { ...source, samples: 2 })).body as ImpactView;
    expect(impact).toMatchObject({ people: 5, checked: 5, complete: true, affected: 5 });
    expect(impact.samples).toHaveLength(2);
    expect(impact.samples[0]).toMatchObject({
      composeType: 'newMail',
      reason: 'classic looks different',
      after: expect.stringContaining(' at '),
    });
    expect((await post('templates/classic/impact', {})).body).toMatchObject({ affected: 0 });
    const items = [
      { id: 'none', name: 'None', templateId: null, who: { personIds: [`${world.tenantId}:${idOf(3)}`] } },
    ];
    expect((await post('assignments/impact', { items })).body).toMatchObject({
      affected: 5,
      samples: [{ after: null }, {}, {}, {}, {}],
    });
  });

  it('publishes at the time that was chosen, also when nothing ran then', async () => {
    await world.ask('PUT', '/api/v1/templates/classic/draft', admin, { html: '<p>{{name}}, in spring</p>' });
    expect((await post('templates/classic/publish', { at: '2026-11-20' })).status).toBe(400);
    const scheduled = await post('templates/classic/publish', { at: '2026-11-22T18:00' });
    expect(scheduled).toMatchObject({
      status: 202,
      body: { version: 1, waiting: { state: 'scheduled', publishAt: '2026-11-22T17:00:00.000Z' } },
    });
    await world.ask('PUT', '/api/v1/templates/classic/draft', admin, { html: '<p>{{name}}, in summer</p>' });
    await world.signet.scheduledPublishing.tick();
    expect(await html()).not.toContain('in spring');
    world.clock.advance(30 * hour);
    await Promise.all([1, 2, 3].map(() => world.signet.scheduledPublishing.tick()));
    expect(await html()).toContain('in spring');
    const after = (await world.ask('GET', '/api/v1/templates/classic', admin)).body;
    expect(after).toMatchObject({ version: 2, state: 'changed', source: { html: '<p>{{name}}, in summer</p>' } });
    expect(after).not.toHaveProperty('waiting');
  });
});
