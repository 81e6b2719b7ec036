import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useNavigate, useParams } from 'react-router';
import { messages } from '../messages/messages.ts';
import { PageHeading } from '../parts/page-heading.tsx';
import { pathTo } from '../paths.ts';
import { isAdmin, seesAccess } from '../runs/permission.ts';
import { useSignedIn } from '../signed-in.ts';
import { AuditPart } from './audit-part.tsx';
import { accessText } from './messages.ts';
import { RolesPart } from './roles-part.tsx';
import { TokensPart } from './tokens-part.tsx';

const useStyles = makeStyles({
  tabs: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalM})`, flexWrap: 'wrap' },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
});

const parts = ['roles', 'tokens', 'audit'] as const;

/** Who may do what, the keys of programs, and what was done. Editors see only the last. */
export function AccessPage() {
  const styles = useStyles();
  const navigate = useNavigate();
  const { session } = useSignedIn();
  const { part: asked } = useParams();
  const shown = seesAccess(session) ? parts : (['audit'] as const);
  const part = shown.find((known) => known === asked) ?? shown[0];
  const mayEdit = isAdmin(session);
  return (
    <>
      <PageHeading
        page={`${accessText.parts[part]} · ${accessText.page}`}
        heading={accessText.page}
        note={mayEdit ? accessText.lead : messages.save.onlyAdmins}
      />
      <TabList
        className={styles.tabs}
        selectedValue={part}
        onTabSelect={(_, { value }) => navigate(pathTo.access(String(value)))}
      >
        {shown.map((known) => (
          <Tab key={known} value={known} id={`tab-${known}`}>
            {accessText.parts[known]}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" aria-labelledby={`tab-${part}`} className={styles.content}>
        {part === 'roles' && <RolesPart mayEdit={mayEdit} />}
        {part === 'tokens' && <TokensPart mayEdit={mayEdit} />}
        {part === 'audit' && <AuditPart />}
      </div>
    </>
  );
}
