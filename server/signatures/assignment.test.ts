import { describe, expect, it } from '@jest/globals';
import {
  type Assignment,
  type AssignmentContext,
  choose,
  explainChoice,
  nextChange,
  templateOf,
} from './assignment.ts';
import { buildPerson } from './testing.ts';

const anna = buildPerson(
  { department: 'Sales', preferredLanguage: 'de-AT' },
  { id: 't:anna', groupIds: ['sales', 'everyone'], address: 'anna@contoso.com', addresses: ['anna@contoso.com'] },
);
const at = (time: string) => new Date(`2026-${time}Z`);
/** A Sunday. */
const context: AssignmentContext = {
  person: anna,
  from: 'anna@contoso.com',
  composeType: 'newMail',
  recipients: 'external',
  at: at('11-22T12:00:00'),
  timeZone: 'Europe/Berlin',
};

const assignment = (id: string, rest: Partial<Assignment> = {}): Assignment => ({
  ...{ id, name: id, enabled: true, templateId: `template-${id}`, choices: [], who: { everyone: true }, when: {} },
  ...{ revision: 1, changedAt: context.at, changedBy: 'a test' },
  ...rest,
});

describe('choose', () => {
  it('takes the first that matches', () => {
    const assignments = [
      assignment('it', { who: { groupIds: ['it'] } }),
      assignment('sales', { who: { groupIds: ['sales'] } }),
      assignment('all'),
    ];
    expect(choose(assignments, context)?.id).toBe('sales');
  });

  it.each<[string, Partial<Assignment>, boolean]>([
    ['its person', { who: { personIds: ['t:anna'] } }, true],
    ['another person', { who: { personIds: ['t:bob'] } }, false],
    ['a person or one of the groups', { who: { personIds: ['t:bob'], groupIds: ['sales'] } }, true],
    ['nobody named', { who: {} }, false],
    ['its compose type', { when: { composeTypes: ['newMail'] } }, true],
    ['another compose type', { when: { composeTypes: ['reply', 'forward'] } }, false],
    ['its sender address', { when: { from: ['anna@contoso.com'] } }, true],
    ['another sender address', { when: { from: ['info@contoso.com'] } }, false],
    ['the minute it starts, there', { when: { starts: '2026-11-22T13:00' } }, true],
    ['before it starts', { when: { starts: '2026-11-22T13:01' } }, false],
    ['the day it starts', { when: { starts: '2026-11-22' } }, true],
    ['the minute it ends', { when: { ends: '2026-11-22T13:00' } }, false],
    ['just before it ends', { when: { ends: '2026-11-22T13:01' } }, true],
    ['the last day', { when: { ends: '2026-11-22' } }, true],
    ['the day after the last', { when: { ends: '2026-11-21' } }, false],
    ['its weekday', { when: { weekdays: ['sat', 'sun'] } }, true],
    ['another weekday', { when: { weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'] } }, false],
    ['its recipients', { when: { recipients: 'external' } }, true],
    ['other recipients', { when: { recipients: 'internal' } }, false],
    ['its language, as spoken in a country', { when: { languages: ['fr', 'de'] } }, true],
    ['another kind of its language', { when: { languages: ['de-CH'] } }, false],
    [
      'a condition that holds',
      { who: { condition: { field: 'department', operator: 'equals', value: 'sales' } } },
      true,
    ],
    [
      'a condition that does not',
      { who: { everyone: true, condition: { field: 'department', operator: 'isEmpty' } } },
      false,
    ],
    [
      'a condition on what is no field',
      { who: { condition: { field: 'address', operator: 'endsWith', value: '@CONTOSO.com' } } },
      true,
    ],
    [
      'a group in a condition',
      { who: { groupIds: ['sales'], condition: { operator: 'memberOf', value: 'leads', not: true } } },
      true,
    ],
    ['one that is switched off', { enabled: false }, false],
    [
      'all conditions but one',
      { who: { groupIds: ['sales'] }, when: { composeTypes: ['newMail'], from: ['x@y.z'] } },
      false,
    ],
  ])('%s', (_, rest, matches) => {
    expect(choose([assignment('a', rest)], context) !== undefined).toBe(matches);
  });

  it('lets a null template win: no signature', () => {
    expect(choose([assignment('none', { templateId: null }), assignment('all')], context)).toMatchObject({
      id: 'none',
      templateId: null,
    });
  });
});

it('lets people choose among the templates an assignment offers, and among no others', () => {
  const offering = assignment('all', { choices: ['blue', 'green'] });
  const choosing = (template: string) => ({ ...context, person: { ...anna, choices: { newMail: template } } });
  expect(templateOf(offering, context)).toBe('template-all');
  expect(templateOf(offering, choosing('green'))).toBe('green');
  expect(templateOf(offering, choosing('red'))).toBe('template-all');
  expect(templateOf(offering, { ...choosing('green'), composeType: 'reply' })).toBe('template-all');
  expect(explainChoice([offering], choosing('green'))[0]).toMatchObject({ matched: true, template: 'green' });
});

it('passes over assignments of templates that are not published, and says so', () => {
  const assignments = [assignment('all', { choices: ['blue'] }), assignment('late')];
  const there = (...ids: string[]) => ({ ...context, templates: new Map(ids.map((id) => [id, id])) });
  expect(choose(assignments, there('template-late'))?.id).toBe('late');
  expect(choose(assignments, there())).toBeUndefined();
  expect(choose([assignment('none', { templateId: null })], there())?.id).toBe('none');
  expect(explainChoice(assignments, there('template-late'))).toMatchObject([
    { matched: false, reason: 'It gives the template “template-all”, which is not published.' },
    { matched: true, template: 'template-late' },
  ]);
  const chosen = { ...anna, choices: { newMail: 'blue' } };
  expect(choose(assignments, { ...there('blue'), person: chosen })?.id).toBe('all');
  expect(templateOf(assignment('all', { choices: ['blue'] }), { ...there('template-all'), person: chosen })).toBe(
    'template-all',
  );
});

describe('explainChoice', () => {
  it('says for each assignment why it won or lost, and agrees with choose', () => {
    const assignments = [
      assignment('it', { who: { groupIds: ['it'] } }),
      assignment('replies', { when: { composeTypes: ['reply'] } }),
      assignment('summer', { when: { ends: '2026-08-31' } }),
      assignment('all'),
      assignment('late'),
    ];
    const trail = explainChoice(assignments, context);
    expect(trail.map(({ assignment, matched }) => [assignment, matched])).toEqual([
      ['it', false],
      ['replies', false],
      ['summer', false],
      ['all', true],
      ['late', false],
    ]);
    expect(trail.map(({ reason }) => reason)).toEqual([
      'The person is in none of its groups.',
      'It is for reply, not for newMail.',
      'It ended with 2026-08-31.',
      'The first assignment that matches.',
      'It would match, but “all” stands before it.',
    ]);
  });
});

describe('nextChange', () => {
  it('is the next beginning or end that concerns this request', () => {
    const assignments = [
      assignment('other people', { who: { groupIds: ['it'] }, when: { starts: '2026-12-01' } }),
      assignment('off', { enabled: false, when: { starts: '2026-12-01' } }),
      assignment('replies', { when: { composeTypes: ['reply'], starts: '2026-12-02' } }),
      assignment('campaign', { when: { starts: '2026-12-03', ends: '2026-12-09' } }),
      assignment('all', { when: { ends: '2026-12-05T09:00' } }),
    ];
    expect(nextChange(assignments, context)).toEqual(at('12-02T23:00:00'));
    expect(nextChange(assignments, { ...context, at: at('12-02T23:00:00') })).toEqual(at('12-05T08:00:00'));
    expect(nextChange(assignments, { ...context, at: at('12-05T08:00:00') })).toEqual(at('12-09T23:00:00'));
    expect(nextChange([assignment('all')], context)).toBeUndefined();
  });

  it('is the midnight at which a weekday begins or ends to count', () => {
    const weekend = [assignment('weekend', { when: { weekdays: ['sat', 'sun'] } })];
    expect(nextChange(weekend, context)).toEqual(at('11-22T23:00:00'));
    expect(nextChange(weekend, { ...context, at: at('11-22T23:00:00') })).toEqual(at('11-27T23:00:00'));
  });
});
