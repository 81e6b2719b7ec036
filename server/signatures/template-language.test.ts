import { describe, expect, it } from '@jest/globals';
import { compileTemplate } from './compile-template.ts';
import { problemOf } from './testing.ts';

describe('errors carry the place', () => {
  it.each<[string, string, number, number]>([
    ['an unclosed block', 'a\n<p>{{#if name}}x</p>', 2, 0],
    ['a wrong close', 'a\n{{#if name}}x{{/unless}}', 2, 4],
    ['broken syntax', '<p>\n\n  {{name name=}}', 3, 15],
    ['an unknown helper', '<p>\n  {{shout name}}', 2, 3],
    ['an unknown block', '{{#each name}}x{{/each}}', 1, 1],
    ['an unescaped value', 'ab{{{name}}}', 1, 3],
    ['too many values', '{{phone a b}}', 1, 1],
    ['a setting the helper has not', '{{join name glue="-"}}', 1, 13],
    ['a question as a value', '{{eq name "x"}}', 1, 1],
    ['a backslash', 'a\n \\{{name}}', 2, 2],
  ])('%s', (_, html, line, column) => {
    const problem = problemOf(() => compileTemplate({ html }));
    expect(problem).toMatchObject({ code: 'TEMPLATE_INVALID', details: { variant: 'html', line } });
    if (column > 0) expect(problem.details).toMatchObject({ column });
    expect(problem.message).toContain(`html.hbs, line ${line}, column`);
  });

  it('names the text variant where it is there', () => {
    expect(problemOf(() => compileTemplate({ html: '{{name}}', text: 'a\n{{#if}}{{/if}}' }))).toMatchObject({
      details: { variant: 'text', line: 2 },
    });
  });
});

describe('the sandbox', () => {
  it.each([
    '{{constructor}}',
    '{{__proto__}}',
    '{{toString}}',
    '{{hasOwnProperty "x"}}',
    '{{name.constructor}}',
    '{{constructor.constructor "return process"}}',
    '{{this}}',
    '{{this.constructor}}',
    '{{../name}}',
    '{{@root}}',
    '{{@root.constructor}}',
    '{{[constructor]}}',
    '{{"constructor"}}',
    '{{lookup this "constructor"}}',
    '{{#with name}}{{constructor}}{{/with}}',
    '{{#each name}}{{this}}{{/each}}',
    '{{#name}}x{{/name}}',
    '{{^name}}x{{/name}}',
    '{{log name}}',
    '{{> partial}}',
    '{{#> partial}}x{{/partial}}',
    '{{#*inline "x"}}y{{/inline}}',
    '{{* decorator}}',
    '{{{{raw}}}}x{{{{/raw}}}}',
    '{{&name}}',
    '{{helperMissing}}',
    '{{blockHelperMissing name}}',
    '{{signetLink name}}',
    '{{signetMarker}}',
    '{{#if (lookup this "x")}}a{{/if}}',
    '{{#if name as |x|}}a{{/if}}',
    '{{join name sep=(lookup this "x")}}',
    '{{join true null}}',
  ])('refuses %s in both variants', (source) => {
    expect(problemOf(() => compileTemplate({ html: `<p>${source}</p>` })).code).toBe('TEMPLATE_INVALID');
    expect(problemOf(() => compileTemplate({ html: '<p>x</p>', text: source })).code).toBe('TEMPLATE_INVALID');
  });

  it.each([
    ['parentheses', `{{#if ${'(not '.repeat(9_000)}name${')'.repeat(9_000)}}}x{{/if}}`],
    ['blocks', `${'{{#if name}}'.repeat(2_500)}x${'{{/if}}'.repeat(2_500)}`],
    ['branches', `{{#if name}}${'{{else if name}}'.repeat(3_000)}{{/if}}`],
    ['values', '{{name}}'.repeat(5_000)],
    ['elements', `${'<b>'.repeat(9_000)}{{name}}`],
    ['selectors', `<style>${'b{color:red}'.repeat(2_000)}</style>${'<b>x</b>'.repeat(4_000)}`],
    ['openings', '{{'.repeat(20_000)],
    ['comments', '{{!--'.repeat(10_000)],
  ])('refuses %s without end, and is quick about it', (_, html) => {
    const start = performance.now();
    expect(problemOf(() => compileTemplate({ html })).code).toBe('TEMPLATE_INVALID');
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('refuses a source that is too long', () => {
    expect(problemOf(() => compileTemplate({ html: 'x'.repeat(60_001) })).message).toContain('60000');
  });

  it('warns of fields that nobody has, with their place', () => {
    expect(compileTemplate({ html: '<p>{{jobTitel}}</p>' }).warnings).toEqual([
      'html.hbs, line 1, column 6: nobody has a field “jobTitel”.',
    ]);
  });
});
