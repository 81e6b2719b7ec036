import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { visualText } from './messages.ts';
import { CannotShow, readSource } from './read-source.ts';

/** Why a source cannot be shown without changing it; undefined where it can. */
export function obstacleIn(source: string): CannotShow | undefined {
  try {
    readSource(source);
  } catch (error) {
    if (error instanceof CannotShow) return error;
    throw error;
  }
  return undefined;
}

/** Says why a template is not shown, and leads to the place in the code. */
export function CannotShowBar({ refused, onCode }: { refused: CannotShow; onCode: (line: number) => void }) {
  const { line, obstacle, what } = refused;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{visualText.cannotTitle}</MessageBarTitle> {visualText.inLine(line)}{' '}
        {visualText.cannot[obstacle](what)} {visualText.nothingLost}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={() => onCode(line)}>
          {visualText.toCode}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
