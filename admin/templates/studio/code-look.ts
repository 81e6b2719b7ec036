import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Extension, RangeSetBuilder } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { tokens } from '@fluentui/react-components';
import { tags } from '@lezer/highlight';

/** Colours with a contrast of at least 4.5:1 on the ground of their theme. */
const colours = {
  light: {
    element: '#116329',
    attribute: '#6639ba',
    value: '#0a3069',
    remark: '#59636e',
    style: '#953800',
    mustache: '#0a6e7b',
  },
  dark: {
    element: '#7ee787',
    attribute: '#d2a8ff',
    value: '#a5d6ff',
    remark: '#9aa4ae',
    style: '#ffa657',
    mustache: '#5fd0df',
  },
} as const;

/** What the code editor looks like in one theme. */
export function codeLook(theme: 'light' | 'dark'): Extension {
  const colour = colours[theme];
  const highlighting = HighlightStyle.define([
    { tag: [tags.tagName, tags.angleBracket], color: colour.element },
    { tag: [tags.attributeName, tags.className, tags.labelName], color: colour.attribute },
    { tag: [tags.attributeValue, tags.string, tags.url], color: colour.value },
    { tag: [tags.comment, tags.processingInstruction, tags.documentMeta], color: colour.remark, fontStyle: 'italic' },
    { tag: [tags.propertyName, tags.number, tags.unit, tags.color, tags.atom, tags.keyword], color: colour.style },
    { tag: tags.character, color: colour.style },
    { tag: tags.invalid, textDecoration: 'underline wavy' },
  ]);
  const ground = EditorView.theme(
    {
      '&': {
        height: 'min(64vh, 640px)',
        fontSize: '13px',
        color: tokens.colorNeutralForeground1,
        backgroundColor: tokens.colorNeutralBackground1,
      },
      '&.cm-focused': { outline: 'none' },
      '.cm-scroller': { fontFamily: tokens.fontFamilyMonospace, lineHeight: '1.6' },
      '.cm-cursor': { borderLeftColor: tokens.colorNeutralForeground1 },
      '.cm-gutters': {
        backgroundColor: tokens.colorNeutralBackground2,
        color: tokens.colorNeutralForeground3,
        border: 'none',
      },
      '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
      '.cm-tooltip, .cm-panels': {
        color: tokens.colorNeutralForeground1,
        backgroundColor: tokens.colorNeutralBackground2,
      },
      '.cm-mustache, .cm-mustache *': { color: `${colour.mustache} !important`, fontWeight: '600' },
    },
    { dark: theme === 'dark' },
  );
  return [ground, syntaxHighlighting(highlighting)];
}

const mustache = /\{\{\{?[\s\S]*?\}?\}\}/g;
const mark = Decoration.mark({ class: 'cm-mustache' });

/** Marks `{{…}}` in the visible part. */
function decorate(view: EditorView) {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (const match of view.state.doc.sliceString(from, to).matchAll(mustache)) {
      builder.add(from + match.index, from + match.index + match[0].length, mark);
    }
  }
  return builder.finish();
}

/** Handlebars expressions, in a colour of their own wherever they stand. */
export const mustaches = ViewPlugin.fromClass(
  class {
    decorations;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
