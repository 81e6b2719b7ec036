import { Button, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download';
import { ClipboardTextLtr24Regular } from '@fluentui/react-icons/svg/clipboard-text-ltr';
import { useState } from 'react';
import type { PersonView } from '../../contract/index.ts';
import { useAudit } from '../api/access-queries.ts';
import { apiUrl } from '../api/call.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { Panel } from '../parts/panel.tsx';
import { PersonPicker } from '../parts/person-picker.tsx';
import { useAddressFilter } from '../parts/use-address-filter.ts';
import { AuditItem } from './audit-item.tsx';
import { auditSubjects } from './audit-words.ts';
import { accessText } from './messages.ts';

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalL },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
});

/** What was done, newest first; narrowed by its subject and by whom it is about, as the address says. */
export function AuditPart() {
  const styles = useStyles();
  const [filter, narrow] = useAddressFilter(everything);
  const [picked, setPicked] = useState<PersonView>();
  const audit = useAudit(filter);
  const entries = audit.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Panel title={accessText.parts.audit} flush>
      <search className={styles.filters}>
        <Field label={accessText.subject}>
          <Select value={filter.subject} onChange={(_, { value }) => narrow({ subject: value })}>
            <option value="">{accessText.everything}</option>
            {auditSubjects.map((subject) => (
              <option key={subject} value={subject}>
                {accessText.subjects[subject]}
              </option>
            ))}
          </Select>
        </Field>
        <PersonPicker
          label={accessText.person}
          person={picked?.id === filter.target ? picked : undefined}
          onPick={(person) => {
            setPicked(person);
            narrow({ target: person.id });
          }}
        />
        {filter.target !== '' && <Button onClick={() => narrow({ target: '' })}>{accessText.allPersons}</Button>}
        <Button as="a" icon={<ArrowDownload20Regular />} href={apiUrl('/audit.csv', filter)} download>
          {accessText.exportCsv}
        </Button>
      </search>
      {audit.error && <ErrorBar error={audit.error} onRetry={audit.refetch} />}
      {audit.isPending && <PageSkeleton />}
      {audit.data && entries.length === 0 && (
        <EmptyState
          icon={<ClipboardTextLtr24Regular />}
          title={accessText.nothingDone}
          body={accessText.nothingDoneBody}
        />
      )}
      <ol className={styles.list} aria-label={accessText.parts.audit}>
        {entries.map((entry) => (
          <AuditItem key={entry.id} entry={entry} />
        ))}
      </ol>
      {audit.hasNextPage && (
        <div>
          <Button disabledFocusable={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            {accessText.more}
          </Button>
        </div>
      )}
    </Panel>
  );
}

const everything = { subject: '', target: '' };
