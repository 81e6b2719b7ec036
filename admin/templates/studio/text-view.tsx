import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Ref } from 'react';
import type { TemplateProblem } from '../../../contract/index.ts';
import { templateText } from '../messages.ts';
import { CodeEditor, type CodeEditorHandle } from './code-editor.tsx';

const useStyles = makeStyles({ muted: { color: tokens.colorNeutralForeground2 } });

/** The plain text: made from the HTML, until somebody wants to write it themselves. */
export function TextView(props: {
  /** undefined: made from the HTML */
  text: string | undefined;
  /** What is made of the HTML now. */
  derived: string;
  problems: readonly TemplateProblem[];
  mayEdit: boolean;
  onChange: (text: string | null) => void;
  handle: Ref<CodeEditorHandle>;
}) {
  const styles = useStyles();
  if (props.text === undefined)
    return (
      <>
        <Text className={styles.muted}>{templateText.derived}</Text>
        {props.mayEdit && (
          <div>
            <Button size="small" onClick={() => props.onChange(props.derived)}>
              {templateText.ownText}
            </Button>
          </div>
        )}
      </>
    );
  return (
    <>
      <CodeEditor
        handle={props.handle}
        label={templateText.views.text}
        value={props.text}
        problems={props.problems}
        readOnly={!props.mayEdit}
        onChange={props.onChange}
      />
      {props.mayEdit && (
        <div>
          <Button size="small" appearance="subtle" onClick={() => props.onChange(null)}>
            {templateText.deriveAgain}
          </Button>
        </div>
      )}
    </>
  );
}
