import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { messages } from '../messages/messages.ts';
import { useBarStyles } from './bar-styles.ts';
import { ErrorBar } from './error-bar.tsx';
import { UnsavedGuard } from './unsaved-guard.tsx';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  words: { flexGrow: 1, flexBasis: '200px' },
});

/** What the bar needs of a draft. */
export interface Savable {
  dirty: boolean;
  saving: boolean;
  error: Error | null;
  conflict: boolean;
  save(onSaved?: () => void): void;
  discard(): void;
  keepMine(): void;
  takeTheirs(): void;
}

/** Why a draft could not be saved: an error, or somebody else who was quicker; then one of the two can be chosen. */
export function DraftProblem({ draft }: { draft: Savable }) {
  const text = messages.save;
  return (
    <>
      {draft.error && <ErrorBar error={draft.error} />}
      {draft.conflict && (
        <MessageBar intent="warning" layout="multiline" politeness="assertive">
          <MessageBarBody>
            <MessageBarTitle>{text.conflictTitle}</MessageBarTitle> {text.conflictBody}
          </MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={draft.takeTheirs}>
              {text.takeTheirs}
            </Button>
            <Button size="small" appearance="primary" disabledFocusable={draft.saving} onClick={draft.keepMine}>
              {text.keepMine}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </>
  );
}

/** Says that something is not saved, for as long as it is so, and what to do about it; also where somebody else was quicker. */
export function SaveBar({ draft, label }: { draft: Savable; label?: string }) {
  const bar = useBarStyles();
  const styles = useStyles();
  const text = messages.save;
  return (
    <>
      <UnsavedGuard dirty={draft.dirty} />
      {(draft.dirty || draft.error) && (
        <section className={bar.root} aria-label={text.bar}>
          <DraftProblem draft={draft} />
          {!draft.conflict && (
            <div className={styles.row}>
              <Text className={styles.words}>{text.dirty}</Text>
              <Button onClick={draft.discard}>{text.discard}</Button>
              <Button appearance="primary" disabledFocusable={draft.saving} onClick={() => draft.save()}>
                {label ?? text.save}
              </Button>
            </div>
          )}
        </section>
      )}
    </>
  );
}
