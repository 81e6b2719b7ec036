import { Body1, Button, Caption1, makeStyles, Spinner, Subtitle2, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { insertFromPane, type PaneView, readPane, sayWhy } from './pane-session.ts';
import { Preview } from './preview.tsx';

const composeTypeWords = { newMail: 'a new message', reply: 'a reply', forward: 'a forwarded message' } as const;

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  log: { margin: 0, paddingLeft: tokens.spacingHorizontalL, color: tokens.colorNeutralForeground2 },
});

interface LogLine {
  id: number;
  text: string;
}

/** Work that one button starts: one at a time, and every outcome ends as a line of the log. */
function usePane() {
  const [view, setView] = useState<PaneView>();
  const [busy, setBusy] = useState(true);
  const [log, setLog] = useState<LogLine[]>([]);
  const work = useCallback(async (task: () => Promise<string>) => {
    setBusy(true);
    const text = await task().catch(sayWhy);
    const line = `${new Date().toLocaleTimeString()} ${text}`;
    setLog((lines) => [...lines, { id: lines.length, text: line }]);
    setBusy(false);
  }, []);
  const read = useCallback(
    (ask: boolean) =>
      work(async () => {
        const found = await readPane(ask);
        setView(found);
        return found.message;
      }),
    [work],
  );
  useEffect(() => void read(false), [read]);
  return { view, busy, log, read, work };
}

/** The task pane: the signature for this message's sender, two buttons, and in plain words what happened. */
export function Pane() {
  const styles = useStyles();
  const { view, busy, log, read, work } = usePane();
  const answer = view?.answer;
  return (
    <main className={styles.pane}>
      <header>
        <Subtitle2 as="h1">Signature</Subtitle2>
        <br />
        {view && (
          <Caption1>
            {view.compose.from}, {composeTypeWords[view.compose.composeType]}
          </Caption1>
        )}
      </header>
      {answer && view && <Preview signature={answer.signature} format={view.compose.format} />}
      {answer === null && <Body1>There is no signature for this address.</Body1>}
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          disabled={busy || !answer}
          onClick={() => answer && work(() => insertFromPane(answer))}
        >
          Insert signature
        </Button>
        <Button disabled={busy} onClick={() => read(true)}>
          Refresh
        </Button>
        {busy && <Spinner size="tiny" label="One moment" />}
      </div>
      <section aria-label="What happened here">
        <Caption1 as="h2">What happened here</Caption1>
        <ol className={styles.log} role="log" aria-live="polite">
          {log.map(({ id, text }) => (
            <li key={id}>
              <Caption1>{text}</Caption1>
            </li>
          ))}
        </ol>
      </section>
    </main>
  );
}
