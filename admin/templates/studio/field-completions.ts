import type { Completion } from '@codemirror/autocomplete';
import { fieldOrder, labelOf } from '../../people/person-words.ts';

const blocks = ['if', 'unless', 'each', 'else'];

/** What `{{` can be followed by: the fields of a person, and the blocks. */
export function fieldCompletions(): Completion[] {
  return [
    ...fieldOrder().map((field) => ({ label: field, detail: labelOf(field), type: 'variable' })),
    ...blocks.map((block) => ({ label: block, type: 'keyword' })),
  ];
}
