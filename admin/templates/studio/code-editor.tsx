import { autocompletion, type CompletionContext } from '@codemirror/autocomplete';
import { html } from '@codemirror/lang-html';
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { makeStyles, tokens } from '@fluentui/react-components';
import { basicSetup } from 'codemirror';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { TemplateProblem } from '../../../contract/index.ts';
import { useTheme } from '../../theme.ts';
import { codeLook, mustaches } from './code-look.ts';
import { fieldCompletions } from './field-completions.ts';

const useStyles = makeStyles({
  root: {
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

function complete(context: CompletionContext) {
  const open = context.matchBefore(/\{\{[#/]?\w*/);
  if (!open) return null;
  const word = context.matchBefore(/\w*/);
  return { from: word?.from ?? context.pos, options: fieldCompletions() };
}

/** Where a problem is, as the editor counts; without a place it is at the beginning. */
function toDiagnostic(state: EditorState, { line, column, severity, message }: TemplateProblem): Diagnostic {
  const at = state.doc.line(Math.min(Math.max(line ?? 1, 1), state.doc.lines));
  const from = Math.min(at.from + Math.max((column ?? 1) - 1, 0), at.to);
  return { from, to: Math.min(from + 1, at.to), severity: severity === 'notice' ? 'info' : severity, message };
}

export interface CodeEditorHandle {
  insert(text: string): void;
  goTo(line: number, column: number): void;
}

/** The source with highlighting, completion of fields, and problems at their place. */
export function CodeEditor(props: {
  label: string;
  value: string;
  problems: readonly TemplateProblem[];
  readOnly: boolean;
  onChange: (value: string) => void;
  handle?: Ref<CodeEditorHandle>;
}) {
  const styles = useStyles();
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const look = useRef(new Compartment());
  const theme = useTheme().dark ? 'dark' : 'light';
  const shown = useRef<'light' | 'dark'>(theme);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (!parent.current) return;
    const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
    const made = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          basicSetup,
          html(),
          mustaches,
          autocompletion({ override: [complete] }),
          look.current.of(codeLook(shown.current)),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': latest.current.label, tabindex: '0' }),
          EditorState.readOnly.of(latest.current.readOnly),
          ...(nonce ? [EditorView.cspNonce.of(nonce)] : []),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);

  useEffect(() => {
    view.current?.dispatch({ effects: look.current.reconfigure(codeLook(theme)) });
  }, [theme]);

  useEffect(() => {
    const made = view.current;
    if (made && made.state.doc.toString() !== props.value)
      made.dispatch({ changes: { from: 0, to: made.state.doc.length, insert: props.value } });
  }, [props.value]);

  useEffect(() => {
    const made = view.current;
    if (made)
      made.dispatch(
        setDiagnostics(
          made.state,
          props.problems.map((problem) => toDiagnostic(made.state, problem)),
        ),
      );
  }, [props.problems]);

  useImperativeHandle(props.handle, () => ({
    insert: (text) => {
      const made = view.current;
      if (!made) return;
      made.dispatch(made.state.replaceSelection(text));
      made.focus();
    },
    goTo: (line, column) => {
      const made = view.current;
      if (!made) return;
      const { from } = toDiagnostic(made.state, { line, column, severity: 'error', message: '' });
      made.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      made.focus();
    },
  }));

  return <div ref={parent} className={styles.root} />;
}
