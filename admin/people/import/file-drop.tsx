import { Button, Caption1, Link, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { DocumentArrowUp24Regular } from '@fluentui/react-icons/svg/document-arrow-up';
import { useRef, useState } from 'react';
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
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [first] = files ?? [];
    if (first) onFile(first);
  };
  return (
    <section
      aria-label={importText.choose}
      className={mergeClasses(styles.root, over && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <DocumentArrowUp24Regular aria-hidden />
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv,text/plain"
        aria-label={importText.choose}
        className={styles.hidden}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      <div className={styles.line}>
        <Button appearance={file ? 'secondary' : 'primary'} onClick={() => input.current?.click()}>
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
