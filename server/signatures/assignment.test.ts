import { describe, expect, it } from '@jest/globals';
import { type Assignment, type AssignmentContext, choose, explainChoice, nextChange } from './assignment.ts';

const context: AssignmentContext = {
  personId: 't:anna',
  groupIds: ['sales', 'everyone'],
  from: 'anna@contoso.com',
  composeType: 'newMail',
  at: new Date('2026-11-22T12:00:00Z'),
};

const assignment = (id: string, rest: Partial<Assignment> = {}): Assignment => {
  return { id, order: 1, templateId: `template-${id}`, who: { everyone: true }, when: {}, ...rest };
};

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
    ['the moment it starts', { when: { starts: context.at } }, true],
    ['before it starts', { when: { starts: new Date(context.at.getTime() + 1) } }, false],
    ['the moment it ends', { when: { ends: context.at } }, false],
    ['just before it ends', { when: { ends: new Date(context.at.getTime() + 1) } }, true],
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

describe('explainChoice', () => {
  it('says for each assignment why it won or lost, and agrees with choose', () => {
    const assignments = [
      assignment('it', { who: { groupIds: ['it'] } }),
      assignment('replies', { when: { composeTypes: ['reply'] } }),
      assignment('summer', { when: { ends: new Date('2026-09-01T00:00:00Z') } }),
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
      'It ended at 2026-09-01T00:00:00.000Z.',
      'The first assignment that matches.',
      'It would match, but “all” stands before it.',
    ]);
  });
});

describe('nextChange', () => {
  it('is the next beginning or end that concerns this request', () => {
    const day = (number: number) => new Date(Date.UTC(2026, 11, number));
    const assignments = [
      assignment('other people', { who: { groupIds: ['it'] }, when: { starts: day(1) } }),
      assignment('replies', { when: { composeTypes: ['reply'], starts: day(2) } }),
      assignment('campaign', { when: { starts: day(3), ends: day(9) } }),
      assignment('all', { when: { ends: day(5) } }),
    ];
    expect(nextChange(assignments, context)).toEqual(day(3));
    expect(nextChange(assignments, { ...context, at: day(3) })).toEqual(day(5));
    expect(nextChange([assignment('all')], context)).toBeUndefined();
  });
});
