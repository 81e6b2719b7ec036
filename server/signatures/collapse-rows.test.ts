import { describe, expect, it } from '@jest/globals';
import type { PersonFields } from '../../contract/index.ts';
import { compileTemplate } from './compile-template.ts';
import { templateFields } from './template-fields.ts';
import { buildPerson } from './testing.ts';

function shown(html: string, fields: PersonFields, text?: string) {
  const compiled = compileTemplate({ html: `<table><tr><td>{{name}}</td></tr>${html}</table>`, text });
  const all = templateFields(buildPerson({ displayName: 'Anna', ...fields }), '');
  return {
    html: compiled
      .html(all, 'M')
      .replace(/<[^>]*>/g, '|')
      .replace(/\|+/g, '|'),
    text: compiled.text(all),
  };
}

const row = (inner: string) => `<tr><td>${inner}</td></tr>`;

describe('a row whose fields are empty goes with its label', () => {
  it.each([
    row('{{jobTitle}}'),
    row('Tel. {{phone businessPhone}}'),
    row('{{t "phone"}}: {{phone businessPhone link=true}}'),
    row('<a href="{{link website}}">{{site website}}</a>'),
    row('{{join city country sep=" · "}}'),
    row('{{addressLines}}'),
    row('{{social "linkedin" extensionAttribute1}}'),
    row('<b>T</b>&nbsp;{{businessPhone}} <b>M</b>&nbsp;{{mobilePhone}}'),
  ])('%s', (html) => {
    expect(shown(html, {})).toEqual({ html: '|Anna|', text: 'Anna' });
    const full = { jobTitle: 'x', businessPhone: '+4930901820', website: 'x.de', city: 'x', extensionAttribute1: 'x' };
    expect(shown(html, full).html.length).toBeGreaterThan('|Anna|'.length);
  });

  it('also paragraphs and list entries', () => {
    const list = '<p>{{jobTitle}}</p><ul><li>T {{businessPhone}}</li><li>{{city}}</li></ul>';
    expect(compileTemplate({ html: list }).html(templateFields(buildPerson({ city: 'B' }), ''), 'M')).toContain(
      '<ul><li>B</li></ul>',
    );
  });
});

describe('a row stays', () => {
  it.each([
    ['with one field that is there', row('{{jobTitle}} {{city}}'), { city: 'Berlin' }],
    ['with a sentence', row('Registered in England, company number {{extensionAttribute1}}'), {}],
    ['with a link of its own', row('{{jobTitle}} <a href="https://x.y/">Book</a>'), {}],
    ['with what everybody has', row('{{senderMail}} {{jobTitle}}-'), {}],
    ['with blocks of its own', row('{{#if city}}{{city}}{{/if}}-'), {}],
    ['with rows inside', row('<table><tr><td>{{city}}</td></tr></table>-'), {}],
  ])('%s', (_, html, fields) => {
    expect(shown(html, fields).html).not.toBe('|Anna|');
  });
});

describe('lines of a text variant', () => {
  it('go with their labels when their fields are empty', () => {
    const text =
      '{{name}}\n{{jobTitle}}\nT {{phone businessPhone}}\nRegistered in England, company {{costCenter}}\n{{#if city}}\n{{city}}\n{{/if}}\n{{site website}}';
    expect(shown('', { website: 'x.de' }, text).text).toBe('Anna\nRegistered in England, company\nx.de');
    expect(shown('', { jobTitle: 'CEO' }, text).text).toBe('Anna\nCEO\nRegistered in England, company');
  });
});
