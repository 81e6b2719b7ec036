import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useNavigate, useParams } from 'react-router';
import { useRuns } from '../api/run-queries.ts';
import { SyncActions } from '../home/sync-actions.tsx';
import { messages } from '../messages/messages.ts';
import { PageHeading } from '../parts/page-heading.tsx';
import { pathTo } from '../paths.ts';
import { isAdmin } from '../runs/permission.ts';
import { readStanding } from '../runs/standing.ts';
import { useSignedIn } from '../signed-in.ts';
import { ConnectionPart } from './connection/connection-part.tsx';
import { MappingsPart } from './mappings/mappings-part.tsx';
import { dataText } from './messages.ts';
import { RulesPart } from './rules/rules-part.tsx';
import { SchedulePart } from './schedule/schedule-part.tsx';
import { ScopePart } from './scope/scope-part.tsx';

const useStyles = makeStyles({
  tabs: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalM})`, flexWrap: 'wrap' },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  readOnly: { color: tokens.colorNeutralForeground2 },
});

const parts = ['scope', 'rules', 'mappings', 'schedule', 'connection'] as const;

/** Who is synchronised, what becomes of them, when, and the connection itself. Only admins change it. */
export function UserDataPage() {
  const styles = useStyles();
  const navigate = useNavigate();
  const { session, tenant } = useSignedIn();
  const { part: asked } = useParams();
  const part = parts.find((known) => known === asked) ?? 'scope';
  const { running } = readStanding(useRuns().data?.items ?? []);
  const mayEdit = isAdmin(session);
  return (
    <>
      <PageHeading
        page={`${dataText.parts[part]} · ${dataText.page}`}
        heading={dataText.page}
        note={mayEdit ? dataText.lead : messages.save.onlyAdmins}
      >
        <SyncActions session={session} tenant={tenant} running={running !== undefined} />
      </PageHeading>
      <TabList
        className={styles.tabs}
        selectedValue={part}
        onTabSelect={(_, { value }) => navigate(pathTo.userData(String(value)))}
      >
        {parts.map((known) => (
          <Tab key={known} value={known} id={`tab-${known}`}>
            {dataText.parts[known]}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" aria-labelledby={`tab-${part}`} className={styles.content}>
        {part === 'scope' && <ScopePart mayEdit={mayEdit} />}
        {part === 'rules' && <RulesPart mayEdit={mayEdit} />}
        {part === 'mappings' && <MappingsPart mayEdit={mayEdit} />}
        {part === 'schedule' && <SchedulePart mayEdit={mayEdit} />}
        {part === 'connection' && <ConnectionPart mayEdit={mayEdit} />}
      </div>
    </>
  );
}
