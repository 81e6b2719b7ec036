import { randomInt } from 'node:crypto';
import { expect, it } from '@jest/globals';
import {
  type Comparison,
  type Condition,
  composeTypes,
  recipientsSchema,
  type Weekday,
  type Who,
  weekdays,
} from '../../contract/index.ts';
import type { Person } from '../people/index.ts';
import { stoppedClock } from '../platform/clock.ts';
import type { Assignment, AssignmentContext } from './assignment.ts';
import type { Campaign } from './campaign.ts';
import { explainOutcome, outcomeOf } from './outcome.ts';
import type { Published } from './published.ts';
import { createSignatures } from './signature-service.ts';
import type { TemplateVersion } from './template.ts';
import { buildPerson } from './testing.ts';

const start = new Date('2026-11-22T12:00:00Z');
const hour = 3_600_000;
const log = { warn: () => undefined };
const clock = stoppedClock(start.toISOString());
const signatures = createSignatures({ templatesFolder: 'templates', markerSecret: 'secret', clock, log });
const seed = Number(process.env.SEED ?? randomInt(2 ** 31));

/** A small generator of its own, so that a failure repeats with SEED=…. */
function dice(from: number) {
  let state = from;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const some = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  const maybe = <Value>(value: () => Value): Value | undefined => (random() < 0.4 ? value() : undefined);
  return { random, some, maybe };
}

type Dice = ReturnType<typeof dice>;
const groups = ['t:sales', 't:it', 't:leads'];
const templates = ['a', 'b', 'c'];
const text = new Map(templates.map((id) => [id, `template ${id}`]));

function randomCondition({ some, random }: Dice, depth = 0): Condition {
  if (depth < 2 && random() < 0.3) {
    const parts = [
      randomCondition(dice(Math.floor(random() * 1e9)), depth + 1),
      { field: 'city', operator: 'isEmpty' as const },
    ];
    return random() < 0.5 ? { all: parts } : { any: parts };
  }
  const not = random() < 0.3;
  if (random() < 0.2) return { operator: 'memberOf', value: some(groups), not };
  return {
    field: 'department',
    operator: some(['equals', 'contains', 'startsWith']),
    value: some(['Sales', 'IT', 'S']),
    not,
  } as Comparison;
}

function randomWho(random: Dice): Who {
  const who = {
    everyone: random.maybe(() => true as const),
    groupIds: random.maybe(() => [random.some(groups)]),
    personIds: random.maybe(() => ['t:1']),
    condition: random.maybe(() => randomCondition(random)),
  };
  return Object.fromEntries(Object.entries(who).filter(([, value]) => value !== undefined));
}

function randomWhen({ some, maybe }: Dice) {
  const day = () => `2026-11-${some(['20', '21', '22', '23', '24'])}`;
  const when = {
    composeTypes: maybe(() => [some(composeTypes)]),
    from: maybe(() => [some(['one@contoso.com', 'two@contoso.com'])]),
    recipients: maybe(() => some(recipientsSchema.options)),
    languages: maybe(() => [some(['de', 'en', 'de-AT'])]),
    starts: maybe(day),
    ends: maybe(() => `${day()}${some(['', 'T12:30'])}`),
    weekdays: maybe((): Weekday[] => [some(weekdays), some(weekdays)]),
  };
  return Object.fromEntries(Object.entries(when).filter(([, value]) => value !== undefined));
}

const kept = { revision: 1, changedAt: start, changedBy: 'a test' };

function randomAssignment(random: Dice, index: number): Assignment {
  const shared = { id: `rule-${index}`, name: `Rule ${index}`, enabled: random.random() < 0.9, ...kept };
  const choices = random.maybe(() => [random.some(templates)]) ?? [];
  const templateId = random.random() < 0.15 ? null : random.some(templates);
  return { ...shared, templateId, choices, who: randomWho(random), when: randomWhen(random) };
}

function randomCampaign(random: Dice, index: number): Campaign {
  const shared = { id: `campaign-${index}`, name: `Campaign ${index}`, enabled: random.random() < 0.8, ...kept };
  const { from: _, languages: __, ...when } = randomWhen(random) as Assignment['when'];
  const banner = { kind: 'html' as const, html: `<p>Banner ${index}.</p>` };
  return { ...shared, priority: Math.floor(random.random() * 3), banner, who: randomWho(random), when };
}

function randomPerson({ some, maybe }: Dice): Person {
  const fields = {
    displayName: 'Someone',
    department: maybe(() => some(['Sales', 'IT', 'sales emea'])),
    city: maybe(() => 'Berlin'),
    preferredLanguage: maybe(() => some(['de-AT', 'de-DE', 'en'])),
  };
  const groupIds = groups.filter(() => some([true, false]));
  const choices = maybe(() => ({ newMail: some(templates) }));
  return buildPerson(fields, {
    id: some(['t:1', 't:2']),
    tenantId: 't',
    groupIds,
    choices,
    addresses: ['one@contoso.com'],
    address: 'one@contoso.com',
  });
}

function randomWorld(random: Dice) {
  const assignments = Array.from({ length: 6 }, (_, index) => randomAssignment(random, index));
  const campaigns = Array.from({ length: 3 }, (_, index) => randomCampaign(random, index));
  const versions = templates.map((id): TemplateVersion => {
    const meta = { title: id, description: '', fields: [], images: [], imageMode: 'hosted' as const };
    return { tenantId: 't', id, version: 1, meta, source: { html: `<p>${text.get(id)}</p>` }, publishedAt: start };
  });
  const published: Published = {
    revision: 1,
    templates: new Map(versions.map((version) => [version.id, version])),
    assignments,
    campaigns,
    timeZone: random.some(['UTC', 'Europe/Berlin', 'Pacific/Auckland']),
  };
  const request = {
    person: randomPerson(random),
    from: random.some(['one@contoso.com', 'two@contoso.com']),
    composeType: random.some(composeTypes),
    recipients: random.some(recipientsSchema.options),
    at: new Date(start.getTime() + Math.floor(random.random() * 72 - 36) * hour),
  };
  return { published, request, context: { ...request, timeZone: published.timeZone } satisfies AssignmentContext };
}

it(`explain agrees with render, and every loser has a reason (SEED=${seed})`, async () => {
  const random = dice(seed);
  const seen = { none: 0, template: 0, campaign: 0 };
  for (let round = 0; round < 600; round += 1) {
    const { published, request, context } = randomWorld(random);
    const rendered = await signatures.renderBy(published, request);
    const explained = explainOutcome(published, context);
    expect([round, explained.template, explained.campaign]).toEqual([
      round,
      rendered?.template.id ?? null,
      rendered?.campaign ?? null,
    ]);
    if (rendered) expect(rendered.html).toContain(text.get(explained.template ?? ''));
    for (let index = 0; index < 3; index += 1)
      expect(rendered?.html.includes(`Banner ${index}.`) ?? false).toBe(explained.campaign === `campaign-${index}`);
    expect(explained.trail).toHaveLength(published.assignments.length);
    expect(explained.campaigns).toHaveLength(published.campaigns.length);
    for (const { matched, reason } of [...explained.trail, ...explained.campaigns])
      expect([matched, reason.length > 10]).toEqual([matched, true]);
    expect(explained.trail.filter(({ matched }) => matched).length).toBeLessThanOrEqual(1);
    seen[rendered === null ? 'none' : rendered.campaign ? 'campaign' : 'template'] += 1;
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(30);
}, 60_000);

it(`nothing changes before validUntil (SEED=${seed})`, () => {
  const random = dice(seed + 1);
  const idsOf = ({ templateId, campaign }: ReturnType<typeof outcomeOf>) => [templateId, campaign?.id];
  for (let round = 0; round < 300; round += 1) {
    const { published, context } = randomWorld(random);
    const now = outcomeOf(published, context);
    const until = now.validUntil?.getTime() ?? Number.POSITIVE_INFINITY;
    expect(until).toBeGreaterThan(context.at.getTime());
    for (let later = 0.5; later < 24 * 8; later += 3.5) {
      const at = new Date(context.at.getTime() + later * hour);
      if (at.getTime() < until)
        expect([round, later, ...idsOf(outcomeOf(published, { ...context, at }))]).toEqual([
          round,
          later,
          ...idsOf(now),
        ]);
    }
  }
});
