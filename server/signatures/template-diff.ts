import { diffLines } from 'diff';
import type { DiffLine, TemplateDiff } from '../../contract/index.ts';
import type { TemplateContent } from './template.ts';

/** More changes than this are shown as a whole: comparing them would take long, and nobody reads them line by line. */
const mostEdits = 5_000;

/** What differs between two states of a template, line by line. */
export function diffOf(before: TemplateContent, after: TemplateContent): TemplateDiff['parts'] {
  const parts: [TemplateDiff['parts'][number]['part'], string, string][] = [
    ['html', before.source.html, after.source.html],
    ['text', before.source.text ?? '', after.source.text ?? ''],
    ['meta', JSON.stringify(before.meta, null, 2), JSON.stringify(after.meta, null, 2)],
  ];
  return parts
    .filter(([, one, other]) => one !== other)
    .map(([part, one, other]) => {
      const lines = linesOf(one, other);
      const count = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length;
      return { part, added: count('added'), removed: count('removed'), lines };
    });
}

function linesOf(before: string, after: string): DiffLine[] {
  const all = (kind: DiffLine['kind'], text: string): DiffLine[] =>
    text === ''
      ? []
      : text
          .replace(/\n$/, '')
          .split('\n')
          .map((line) => ({ kind, text: line }));
  const changes = diffLines(before, after, { maxEditLength: mostEdits });
  if (!changes) return [...all('removed', before), ...all('added', after)];
  return changes.flatMap(({ value, added, removed }) => all(added ? 'added' : removed ? 'removed' : 'same', value));
}
