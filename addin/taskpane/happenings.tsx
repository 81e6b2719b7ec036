import { Button, Caption1, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Happening } from './use-pane.ts';

const useStyles = makeStyles({
  head: { display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: tokens.spacingHorizontalS },
  log: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, color: tokens.colorNeutralForeground2 },
});

const timeOf = (at: number) => new Date(at).toLocaleTimeString();

/** What happened here, in plain words, to read or to send to whoever helps. */
export function Happenings({ log }: { log: Happening[] }) {
  const styles = useStyles();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const text = log.map(({ at, text }) => `${new Date(at).toISOString()} ${text}`).join('\n');
    setCopied(await copyText(text));
  };
  return (
    <section aria-label="What happened here">
      <div className={styles.head}>
        <Subtitle2 as="h2">What happened here</Subtitle2>
        <Button size="small" appearance="subtle" disabled={log.length === 0} onClick={copy}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <div role="log">
        <ol className={styles.log}>
          {log.map(({ id, at, text }) => (
            <li key={id}>
              <Caption1>
                {timeOf(at)} {text}
              </Caption1>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

/** In some Outlooks the pane's frame may not use the clipboard: then by a selection, as of old. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
