import { labelOf } from '../../../people/person-words.ts';
import { callOf, fieldsOf, readCall, textOf } from './call-text.ts';
import { visualText } from './messages.ts';
import { readMustache } from './mustache.ts';
import { networks } from './networks.ts';

/** What an element is, for people who write no HTML. */
export function elementWord(name: string): string {
  const { elements } = visualText;
  return Object.hasOwn(elements, name) ? elements[name as keyof typeof elements] : name;
}

/** What a field is called, those included that are worked out. */
export function fieldWord(field: string): string {
  const { fields } = visualText;
  return Object.hasOwn(fields, field) ? fields[field as keyof typeof fields] : labelOf(field);
}

/** What an expression stands for, in a few words. */
export function expressionWord(raw: string): string {
  const call = callOf(raw);
  if (call === null) return raw;
  const [first] = call.values;
  const { functions } = visualText;
  if (call.name === 'social') return networks[textOf(first) ?? ''] ?? functions.social;
  if (call.name === 'image' || (call.name === 'banner' && first)) return textOf(first) ?? functions.image;
  if (call.name === 't') return textOf(first) ?? textOf([...call.named.values()][0]) ?? raw;
  if (Object.hasOwn(functions, call.name) && call.values.length === 0)
    return functions[call.name as keyof typeof functions];
  const fields = fieldsOf(call);
  if (fields.length > 0) return fields.map(fieldWord).join(' · ');
  return call.values.length === 0 ? fieldWord(call.name) : raw;
}

/** What a condition or repeat asks, in words: `{{#if jobTitle}}`, `{{else}}`. */
export function conditionWord(open: string): string {
  const inner = readMustache(open, 0)?.inner ?? open;
  const isElse = /^\{\{~?\s*(else\b|\^\s*~?\}\})/.test(open);
  if (isElse && inner === '') return visualText.otherwise;
  const [, word = '', asked = ''] = /^(\S+)\s*([\s\S]*)$/.exec(inner) ?? [];
  const said = questionWord(word, asked);
  return isElse ? visualText.otherwiseIf(said) : said;
}

function questionWord(word: string, asked: string): string {
  if (word === 'each') return visualText.forEach(asked);
  if (word !== 'if' && word !== 'unless') return `${word} ${asked}`.trim();
  const call = asked.startsWith('(') ? readCall(asked.slice(1, -1)) : null;
  const fields = call ? fieldsOf(call) : [asked];
  const names = (fields.length === 0 && call ? [call.name] : fields).map(fieldWord);
  const said = (text: { filled(names: string): string; empty(names: string): string }, list = names.join(', ')) =>
    word === 'if' ? text.filled(list) : text.empty(list);
  if (call && (call.name === 'eq' || call.name === 'not')) return `${word} ${asked}`;
  if (call?.name === 'any' && names.length > 1) return said(visualText.anyOf);
  if (call?.name === 'all' && names.length > 1) return said(visualText.allOf);
  return said(visualText.one);
}

/** The one field that a condition asks for; undefined where it asks something else. */
export function askedField(open: string): string | undefined {
  return /^\{\{~?#if ([A-Za-z]\w*)~?\}\}$/.exec(open)?.[1];
}
