import { Button, Caption1, Link, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { DocumentArrowUp24Regular } from '@fluentui/react-icons/svg/document-arrow-up';
import { useFileDrop } from '../../parts/use-file-drop.ts';
import { importText } from './messages.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalXXXL,
    textAlign: 'center',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `2px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusXLarge,
  },
  over: {
    borderTopColor: tokens.colorBrandStroke1,
    borderRightColor: tokens.colorBrandStroke1,
    borderBottomColor: tokens.colorBrandStroke1,
    borderLeftColor: tokens.colorBrandStroke1,
    backgroundColor: tokens.colorBrandBackground2,
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalS,
  },
  muted: { color: tokens.colorNeutralForeground2, maxWidth: '60ch' },
  hidden: { display: 'none' },
});

const sample =
  'address,displayName,jobTitle,department,businessPhone\nalex@example.com,Alex Example,Consultant,Sales,+49 40 123456\n';

/** A place for one file: chosen by a button, or dropped. */
export function FileDrop({ file, onFile }: { file: File | undefined; onFile: (file: File) => void }) {
  const styles = useStyles();
  const { over, place, field, choose } = useFileDrop(onFile);
  return (
    <section aria-label={importText.choose} className={mergeClasses(styles.root, over && styles.over)} {...place}>
      <DocumentArrowUp24Regular aria-hidden />
      <input {...field} accept=".csv,text/csv,text/plain" aria-label={importText.choose} className={styles.hidden} />
      <div className={styles.line}>
        <Button appearance={file ? 'secondary' : 'primary'} onClick={choose}>
          {file ? importText.another : importText.choose}
        </Button>
        <Text>{file ? file.name : importText.drop}</Text>
      </div>
      <Caption1 className={styles.muted}>{importText.format}</Caption1>
      <Link href={`data:text/csv;charset=utf-8,${encodeURIComponent(sample)}`} download="people.csv">
        {importText.sample}
      </Link>
    </section>
  );
}
