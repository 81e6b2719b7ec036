import type { Component, Editor } from 'grapesjs';
import { canvasSheet } from './canvas-sheet.ts';
import { takeOut } from './changes.ts';
import { toComponents, toNodes } from './components.ts';
import { escaped, readEdited } from './edited-text.ts';
import { sheetOf } from './element-look.ts';
import { grapesjs } from './grapes.ts';
import { visualText } from './messages.ts';
import { addNodeTypes, decoded, nameOfComponent, type Shown } from './node-types.ts';
import { readSource } from './read-source.ts';
import { writeSource } from './source-tree.ts';

/** GrapesJS' own style sheet, as a file of this server: the policy of the pages allows no other. */
const editorSheet = new URL('grapesjs/dist/css/grapes.min.css', import.meta.url).href;

/**
 * GrapesJS with its canvas and nothing else of its own: the buttons, lists and settings around it are the app's. Nothing is stored, sent
 * or fetched. Its frame inherits the policy of the pages (`style-src` with a nonce, no inline script), so the canvas is styled by a
 * constructed sheet, which needs no exception; the style elements that GrapesJS writes are refused by the browser, to no harm.
 */
export function openCanvas(container: HTMLElement, shown: Shown, readOnly: boolean): Editor {
  loadEditorSheet();
  const editor = grapesjs.init({
    container,
    ...{
      height: '100%',
      width: 'auto',
      fromElement: false,
      storageManager: false,
      telemetry: false,
      noticeOnUnload: false,
    },
    ...{ showOffsets: false, showToolbar: false, avoidInlineStyle: false, cssIcons: '', customUI: true, log: false },
    panels: { defaults: [] },
    deviceManager: { devices: [] },
    blockManager: { custom: true, blocks: [] },
    layerManager: { custom: true },
    styleManager: { custom: true },
    selectorManager: { custom: true },
    traitManager: { custom: true },
    assetManager: { custom: { open: () => undefined, close: () => undefined } },
    richTextEditor: { custom: true },
    undoManager: { trackSelection: false },
    // Keys are for what has the focus, not for the whole page: see keysOf.
    keymaps: { defaults: {} },
    // GrapesJS writes this as HTML.
    canvas: { allowExternalDrop: false, customBadgeLabel: (component) => escaped(nameOfComponent(component)) },
  });
  addNodeTypes(editor, shown);
  editor.on('canvas:frame:load:body', ({ el, window }) => {
    const frame = window as Window & typeof globalThis;
    el.title = visualText.canvas;
    const sheet = new frame.CSSStyleSheet();
    sheet.replaceSync(canvasSheet);
    frame.document.adoptedStyleSheets = [sheet];
    frame.document.documentElement.lang = document.documentElement.lang;
    frame.document.title = visualText.canvas;
    if (!readOnly) keysOf(editor, frame.document);
  });
  return editor;
}

/** Shows a source instead of what is there. Nothing of it can be undone. @throws {CannotShow} */
export function showSource(editor: Editor, source: string): void {
  const nodes = readSource(source);
  const frame = editor.Canvas.getWindow() as Window & typeof globalThis;
  const [base] = frame.document.adoptedStyleSheets;
  const own = new frame.CSSStyleSheet();
  own.replaceSync(sheetOf(source).replace(/\{\{[\s\S]*?\}\}/g, ''));
  if (base) frame.document.adoptedStyleSheets = [base, own];
  editor.select();
  editor.setComponents(toComponents(nodes, decoded));
  editor.UndoManager.clear();
}

/** The source of what the canvas shows, what is being written in a text included. */
export function sourceIn(editor: Editor): string {
  const writing = editor.getEditing();
  const inside = (component: Component) => {
    const element = component === writing ? component.getEl() : undefined;
    return element ? readEdited(element, component) : undefined;
  };
  return writeSource(toNodes(editor.getWrapper()?.components().models ?? [], inside));
}

/** Ends writing in a text; what was written is taken over. */
export function endWriting(editor: Editor): void {
  editor.getEditing()?.trigger('disable');
}

/** The keys of the canvas: Escape ends writing, Delete takes out what is selected, and undo is undo. */
function keysOf(editor: Editor, canvas: Document): void {
  canvas.addEventListener('keydown', (event) => {
    const writing = editor.getEditing();
    const command = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape') endWriting(editor);
    if (writing) return;
    if (command && event.key.toLowerCase() === 'z')
      event.shiftKey ? editor.UndoManager.redo() : editor.UndoManager.undo();
    else if (command && event.key.toLowerCase() === 'y') editor.UndoManager.redo();
    else if (event.key === 'Delete' || event.key === 'Backspace') removeSelected(editor);
    else if (event.key === 'Enter') editor.getSelected()?.trigger('focus');
    else return;
    event.preventDefault();
  });
  // What is pasted comes as words: the markup of other programs is no good in mail.
  canvas.addEventListener('paste', (event) => {
    event.preventDefault();
    canvas.execCommand('insertText', false, event.clipboardData?.getData('text/plain') ?? '');
  });
}

function removeSelected(editor: Editor): void {
  const selected = editor.getSelected();
  if (selected?.get('removable')) takeOut(selected);
}

function loadEditorSheet(): void {
  if (document.querySelector(`link[href="${editorSheet}"]`)) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = editorSheet;
  document.head.append(link);
}
