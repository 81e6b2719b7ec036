import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useNavigate, useParams } from 'react-router';
import { PageHeading } from '../parts/page-heading.tsx';
import { pathTo } from '../paths.ts';
import { ManifestPanel, RollOutPanel } from './add-in-panels.tsx';
import { AddinSettingsPart } from './addin-settings-part.tsx';
import { CoveragePart } from './coverage-part.tsx';
import { deliveryText } from './messages.ts';

const useStyles = makeStyles({
  tabs: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalM})`, flexWrap: 'wrap' },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
});

const parts = ['add-in', 'coverage', 'settings'] as const;

/** The add-in of this installation: how it comes to everyone, who has it, and how it behaves. */
export function OutlookPage() {
  const styles = useStyles();
  const navigate = useNavigate();
  const { part: asked } = useParams();
  const part = parts.find((known) => known === asked) ?? 'add-in';
  const text = deliveryText.outlook;
  return (
    <>
      <PageHeading page={`${text.parts[part]} · ${text.page}`} heading={text.page} note={text.lead} />
      <TabList
        className={styles.tabs}
        selectedValue={part}
        onTabSelect={(_, { value }) => navigate(pathTo.outlook(String(value)))}
      >
        {parts.map((known) => (
          <Tab key={known} value={known} id={`tab-${known}`}>
            {text.parts[known]}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" aria-labelledby={`tab-${part}`} className={styles.content}>
        {part === 'add-in' && <ManifestPanel />}
        {part === 'add-in' && <RollOutPanel />}
        {part === 'coverage' && <CoveragePart />}
        {part === 'settings' && <AddinSettingsPart />}
      </div>
    </>
  );
}
