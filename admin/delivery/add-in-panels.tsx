import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download';
import { CommandLine } from '../parts/command-line.tsx';
import { Panel } from '../parts/panel.tsx';
import { deliveryText } from './messages.ts';

const useStyles = makeStyles({
  muted: { color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
  steps: {
    margin: 0,
    paddingInlineStart: '1.4em',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    maxWidth: '72ch',
  },
});

/** The manifest of this installation: its address, and the file. */
export function ManifestPanel() {
  const styles = useStyles();
  const text = deliveryText.outlook;
  // the app is served at <PUBLIC_URL>/admin/, the manifest beside it
  const manifest = new URL('../manifest.xml', location.href.split('#')[0]).href;
  return (
    <Panel title={text.manifest}>
      <Body1 className={styles.muted}>{text.manifestBody}</Body1>
      <CommandLine command={manifest} />
      <div>
        <Button
          as="a"
          href={manifest}
          download="signet-manifest.xml"
          appearance="primary"
          icon={<ArrowDownload20Regular />}
        >
          {text.download}
        </Button>
      </div>
    </Panel>
  );
}

/** How the add-in comes to everyone. */
export function RollOutPanel() {
  const styles = useStyles();
  const text = deliveryText.outlook;
  return (
    <Panel title={text.rollOut}>
      <ol className={styles.steps}>
        {text.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Body1>{text.check}</Body1>
      <Body1 className={styles.muted}>{text.guide}</Body1>
    </Panel>
  );
}
