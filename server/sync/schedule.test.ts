import { describe, expect, it } from '@jest/globals';
import { defaultSettings, type TenantSettings } from '../tenants/index.ts';
import { revisionOf } from './evaluate.ts';
import { changeTarget, dueNow, nextNights, type ScheduleFacts } from './schedule.ts';
import { scopeKey } from './scope-key.ts';

const now = new Date('2026-11-22T12:00:00Z');
const minutes = (count: number) => new Date(now.getTime() - count * 60_000);
const settingsWith = (change: Partial<TenantSettings['sync']>): TenantSettings => ({
  ...defaultSettings,
  sync: { ...defaultSettings.sync, ...change },
});
const groups = { mode: 'groups' as const, groupIds: ['00000000-0000-4000-8000-000000000001'] };

/** A tenant synchronised a minute ago, with nothing due. */
function facts(change: Partial<ScheduleFacts> = {}, settings = defaultSettings): ScheduleFacts {
  return {
    now,
    tenant: { _id: 't', connectedAt: minutes(100_000), settings },
    state: {
      _id: 't',
      tenantId: 't',
      fullAt: minutes(60),
      deltaLinkAt: minutes(1),
      revision: revisionOf(defaultSettings.sync),
      scope: scopeKey(defaultSettings.sync.scope),
    },
    schedule: { _id: 't', tenantId: 't' },
    slotTaken: true,
    active: false,
    ...change,
  };
}

describe('dueNow', () => {
  it('finds nothing to do right after a sync', () => expect(dueNow(facts())).toBeNull());

  it.each([
    ['a run is under way', { active: true }, defaultSettings],
    ['auto-sync is off', {}, settingsWith({ auto: { ...defaultSettings.sync.auto, enabled: false } })],
    [
      'the tenant is disconnected',
      { tenant: { _id: 't', connectedAt: minutes(9999), disconnectedAt: now, settings: defaultSettings } },
      defaultSettings,
    ],
  ])('starts nothing while %s, whatever is due', (_reason, change, settings) => {
    const due = facts({ slotTaken: false, ...change }, settings);
    expect(dueNow(due)).toBeNull();
  });

  it.each([
    [{}, { trigger: 'nightly', kind: 'full', slot: '2026-11-22' }],
    [{ connectedAt: minutes(30) }, null],
    [{ scheduledSince: minutes(30) }, null],
  ])('starts the newest night, not one from before the tenant or the schedule: %j', (change, expected) => {
    const tenant = { _id: 't', connectedAt: minutes(100_000), settings: defaultSettings, ...change };
    expect(dueNow(facts({ slotTaken: false, tenant }))).toEqual(expected);
  });

  it('asks for changes when the interval is over, measured from whatever read them last', () => {
    const state = facts().state;
    const dueAfter = (deltaLinkAt: Date, intervalAt?: Date) =>
      dueNow(facts({ state: { ...state, deltaLinkAt }, schedule: { _id: 't', tenantId: 't', intervalAt } }));
    expect(dueAfter(minutes(5))).toEqual({ trigger: 'interval', kind: 'delta' });
    expect(dueAfter(minutes(5), minutes(4))).toBeNull();
    expect(dueAfter(minutes(5), minutes(6))).not.toBeNull();
    expect(dueNow(facts({ state: { _id: 't', tenantId: 't' } }))).toBeNull();
  });

  it('looks at everyone again after a change of rules, and reads everyone after a change of scope', () => {
    const rules = settingsWith({ include: { ...defaultSettings.sync.include, guests: true } });
    expect(dueNow(facts({}, rules))).toEqual({ trigger: 'ruleChange', kind: 'delta' });
    expect(dueNow(facts({}, settingsWith({ scope: groups })))).toEqual({ trigger: 'ruleChange', kind: 'full' });
  });

  it('queues a change once, and again only after an hour if nothing came of it', () => {
    const settings = settingsWith({ scope: groups });
    const queued = (at: Date) => ({ _id: 't', tenantId: 't', change: { target: changeTarget(settings.sync), at } });
    expect(dueNow(facts({ schedule: queued(minutes(59)) }, settings))).toBeNull();
    expect(dueNow(facts({ schedule: queued(minutes(60)) }, settings))).toMatchObject({ trigger: 'ruleChange' });
  });

  it('makes one delta of a burst of notifications, and waits at most a minute for its end', () => {
    const settings = settingsWith({ notifications: true });
    const noticed = (first: number, last: number) => ({
      _id: 't',
      tenantId: 't',
      noticedAt: new Date(now.getTime() - first * 1000),
      lastNoticeAt: new Date(now.getTime() - last * 1000),
    });
    expect(dueNow(facts({ schedule: noticed(30, 5) }, settings))).toBeNull();
    expect(dueNow(facts({ schedule: noticed(30, 10) }, settings))).toEqual({ trigger: 'notification', kind: 'delta' });
    expect(dueNow(facts({ schedule: noticed(60, 1) }, settings))).toEqual({ trigger: 'notification', kind: 'delta' });
    expect(dueNow(facts({ schedule: noticed(60, 30) }))).toBeNull();
  });
});

it('leaves out a night that was already, when the time is moved to later the same day', () => {
  const next = nextNights(now, { time: '15:00', timeZone: 'UTC' }, (date) => date === '2026-11-22', 2);
  expect(next.map((at) => at.toISOString())).toEqual(['2026-11-23T15:00:00.000Z', '2026-11-24T15:00:00.000Z']);
});
