import { Badge, type BadgeProps, Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { Signature24Regular } from '@fluentui/react-icons/svg/signature';
import { useState } from 'react';
import type { TemplateState, TemplateView } from '../../contract/index.ts';
import { usePreview, useTemplates } from '../api/template-queries.ts';
import { formatWhen } from '../dates.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { PlainLink } from '../parts/page-link.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { pathTo } from '../paths.ts';
import { previewDocument } from '../people/preview-document.ts';
import { mayStart } from '../runs/permission.ts';
import { useSignedIn } from '../signed-in.ts';
import { templateText } from './messages.ts';
import { NewTemplateDialog } from './new-template-dialog.tsx';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(320px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  card: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow2,
    ':hover': { boxShadow: tokens.shadow8 },
  },
  picture: {
    width: '100%',
    height: '190px',
    display: 'block',
    borderTopStyle: 'none',
    borderLeftStyle: 'none',
    borderRightStyle: 'none',
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: '#fff',
    pointerEvents: 'none',
  },
  words: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: tokens.spacingHorizontalL,
  },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  link: {
    flexGrow: 1,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    outline: 'none',
    '::after': { content: '""', position: 'absolute', inset: 0 },
    ':focus-visible::after': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
      borderRadius: tokens.borderRadiusXLarge,
    },
  },
  muted: { color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

const colors: Record<TemplateState, BadgeProps['color']> = {
  draft: 'informative',
  published: 'success',
  changed: 'warning',
  archived: 'subtle',
};

/** All templates, as they look. */
export function TemplatesPage() {
  const styles = useStyles();
  const { session } = useSignedIn();
  const [archived, setArchived] = useState(false);
  const [creating, setCreating] = useState(false);
  const templates = useTemplates(archived);
  const items = templates.data?.items ?? [];
  const mayEdit = mayStart(session);
  return (
    <>
      <PageHeading page={templateText.page} heading={templateText.page} note={templateText.lead}>
        <div className={styles.actions}>
          <Button appearance="subtle" onClick={() => setArchived(!archived)}>
            {archived ? templateText.showActive : templateText.showArchived}
          </Button>
          {mayEdit && (
            <Button appearance="primary" icon={<Add20Regular />} onClick={() => setCreating(true)}>
              {templateText.create}
            </Button>
          )}
        </div>
      </PageHeading>
      {templates.error && <ErrorBar error={templates.error} onRetry={templates.refetch} />}
      {templates.isPending && <PageSkeleton />}
      {templates.data && items.length === 0 && (
        <EmptyState icon={<Signature24Regular />} title={templateText.emptyTitle} body={templateText.emptyBody}>
          {mayEdit && !archived && <Button onClick={() => setCreating(true)}>{templateText.create}</Button>}
        </EmptyState>
      )}
      <ul className={styles.grid}>
        {items.map((template) => (
          <Card key={template.id} template={template} now={templates.dataUpdatedAt} />
        ))}
      </ul>
      <NewTemplateDialog open={creating} onClose={() => setCreating(false)} />
    </>
  );
}

function Card({ template, now }: { template: TemplateView; now: number }) {
  const styles = useStyles();
  const preview = usePreview(template.id, {});
  const { title, state, version, usedBy, changedAt, changedBy } = template;
  const { data } = preview;
  return (
    <li className={styles.card}>
      <iframe
        className={styles.picture}
        sandbox=""
        tabIndex={-1}
        aria-hidden
        title={title}
        srcDoc={data ? previewDocument({ html: data.html ?? '', images: data.images, marker: '' }, 'light') : ''}
      />
      <div className={styles.words}>
        <span className={styles.head}>
          <PlainLink to={pathTo.template(template.id)} className={styles.link}>
            {title}
          </PlainLink>
          <Badge appearance="tint" color={colors[state]}>
            {templateText.states[state]}
          </Badge>
        </span>
        <Text className={styles.muted}>
          {usedBy.length > 0 ? templateText.usedBy(usedBy.map(({ name }) => name).join(', ')) : templateText.unused}
        </Text>
        <Caption1 className={styles.muted}>
          {version > 0 && `${templateText.version(version)} · `}
          {templateText.changed(formatWhen(changedAt, now), changedBy)}
        </Caption1>
      </div>
    </li>
  );
}
