import {
  Badge,
  Button,
  Caption1,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ArrowLeft16Regular } from '@fluentui/react-icons/svg/arrow-left';
import { useState } from 'react';
import type { ImportedPerson, ImportProblem } from '../../../contract/index.ts';
import { useImportPeople } from '../../api/people-changes.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { FieldDiff } from '../../parts/field-diff.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { ButtonLink, PageLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { pathTo } from '../../paths.ts';
import { FileDrop } from './file-drop.tsx';
import { importText } from './messages.ts';

const useStyles = makeStyles({
  back: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, width: 'fit-content' },
  list: { listStyleType: 'none', margin: 0, padding: 0, maxHeight: '420px', overflowY: 'auto' },
  row: {
    display: 'grid',
    gridTemplateColumns: '64px minmax(0, 3fr) 104px minmax(0, 5fr)',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 640px)': {
      gridTemplateColumns: '1fr auto',
      '> :first-child': { display: 'none' },
      '> :last-child': { gridColumn: '1 / -1' },
    },
  },
  person: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  problem: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalSNudge} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  muted: { color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

const mostShown = 200;

/** A CSV file: chosen, tried, looked at, imported. */
export function ImportPage() {
  const styles = useStyles();
  const [file, setFile] = useState<File>();
  const trial = useImportPeople();
  const real = useImportPeople();
  const take = (next: File) => {
    setFile(next);
    real.reset();
    trial.mutate({ file: next, dryRun: true });
  };
  const result = trial.data;
  const count = result ? result.created + result.updated : 0;
  return (
    <>
      <PageLink to={pathTo.people()} className={styles.back}>
        <ArrowLeft16Regular /> {importText.back}
      </PageLink>
      <PageHeading page={importText.page} heading={importText.heading} note={importText.lead} />
      {real.data ? (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{importText.done(real.data.created, real.data.updated)}</MessageBarBody>
        </MessageBar>
      ) : (
        <FileDrop file={file} onFile={take} />
      )}
      {trial.isPending && <Spinner size="tiny" labelPosition="after" label={importText.checking} />}
      {(trial.error ?? real.error) && <ErrorBar error={(trial.error ?? real.error) as Error} />}
      {result && result.problems.length > 0 && <Problems problems={result.problems} />}
      {result && result.problems.length === 0 && (
        <Panel title={importText.would(result.created, result.updated, result.unchanged)}>
          {count === 0 && <Text>{importText.nothing}</Text>}
          <Rows people={result.people.filter(({ what }) => what !== 'unchanged')} />
          <div className={styles.actions}>
            {real.data ? (
              <ButtonLink to={pathTo.people()} appearance="primary">
                {importText.toPeople}
              </ButtonLink>
            ) : (
              <Button
                appearance="primary"
                disabledFocusable={count === 0 || real.isPending}
                onClick={() => file && real.mutate({ file, dryRun: false })}
              >
                {importText.go(count)}
              </Button>
            )}
          </div>
        </Panel>
      )}
    </>
  );
}

function Problems({ problems }: { problems: ImportProblem[] }) {
  const styles = useStyles();
  return (
    <>
      <MessageBar intent="error" layout="multiline" politeness="assertive">
        <MessageBarBody>
          <MessageBarTitle>{importText.problemsTitle(problems.length)}</MessageBarTitle> {importText.problemsBody}
        </MessageBarBody>
      </MessageBar>
      <Panel title={importText.problemsTitle(problems.length)}>
        <ul className={styles.list}>
          {problems.slice(0, mostShown).map(({ line, column, message }) => (
            <li key={`${line} ${column} ${message}`} className={styles.problem}>
              <Text weight="semibold">{importText.line(line, column)}</Text>
              <Text>{message}</Text>
            </li>
          ))}
          {problems.length > mostShown && <li>{importText.more(problems.length - mostShown)}</li>}
        </ul>
      </Panel>
    </>
  );
}

function Rows({ people }: { people: ImportedPerson[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {people.slice(0, mostShown).map(({ line, name, address, what, fields }) => (
        <li key={line} className={styles.row}>
          <Caption1 className={styles.muted}>{importText.line(line)}</Caption1>
          <span className={styles.person}>
            <Text weight="semibold">{name}</Text>
            <Caption1 className={styles.muted}>{address}</Caption1>
          </span>
          <span>
            <Badge appearance="tint" color={what === 'create' ? 'success' : 'brand'}>
              {importText.what[what]}
            </Badge>
          </span>
          <FieldDiff fields={fields} />
        </li>
      ))}
      {people.length > mostShown && <li>{importText.more(people.length - mostShown)}</li>}
    </ul>
  );
}
