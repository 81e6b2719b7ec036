import { Badge, Button, Caption1, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTemplateVerb, useVersionDiff, useVersions } from '../../api/template-queries.ts';
import { formatFully, formatWhen } from '../../dates.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { Panel } from '../../parts/panel.tsx';
import { templateText } from '../messages.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flexGrow: 1, display: 'flex', flexDirection: 'column', minWidth: 0 },
  muted: { color: tokens.colorNeutralForeground2 },
  diff: {
    margin: 0,
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRadius: tokens.borderRadiusLarge,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowX: 'auto',
    maxHeight: '320px',
  },
  line: { display: 'block', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  added: { backgroundColor: tokens.colorStatusSuccessBackground1, color: tokens.colorStatusSuccessForeground1 },
  removed: { backgroundColor: tokens.colorStatusDangerBackground1, color: tokens.colorStatusDangerForeground1 },
});

const signs = { same: '  ', added: '+ ', removed: '− ' } as const;

/** What was published before; any of it can be compared with now, and be made what people get again. */
export function VersionsPanel({ id, mayEdit }: { id: string; mayEdit: boolean }) {
  const styles = useStyles();
  const versions = useVersions(id);
  const verb = useTemplateVerb(id);
  const [compared, setCompared] = useState<number>();
  const [asking, setAsking] = useState<number>();
  const items = versions.data?.items ?? [];
  if (items.length === 0 && !versions.error) return null;
  return (
    <Panel title={templateText.versions}>
      {(versions.error ?? verb.error) && <ErrorBar error={(versions.error ?? verb.error) as Error} />}
      <ol className={styles.list}>
        {items.map(({ version, publishedAt, publishedBy, note, restored, current }) => (
          <li key={version} className={styles.item}>
            <span className={styles.words}>
              <Text weight="semibold">
                {templateText.version(version)}{' '}
                {current && (
                  <Badge appearance="tint" color="success">
                    {templateText.current}
                  </Badge>
                )}
              </Text>
              {(note || restored) && <Text>{note ?? templateText.restoredFrom(restored ?? 0)}</Text>}
              <Caption1 className={styles.muted} title={formatFully(publishedAt)}>
                {formatWhen(publishedAt, versions.dataUpdatedAt)} · {publishedBy}
              </Caption1>
            </span>
            {!current && (
              <>
                <Button
                  size="small"
                  appearance="subtle"
                  aria-expanded={compared === version}
                  onClick={() => setCompared(compared === version ? undefined : version)}
                >
                  {templateText.compare}
                </Button>
                {mayEdit && (
                  <Button size="small" onClick={() => setAsking(version)}>
                    {templateText.rollback}
                  </Button>
                )}
              </>
            )}
            {compared === version && <Diff id={id} version={version} />}
          </li>
        ))}
      </ol>
      <ConfirmDialog
        open={asking !== undefined}
        title={templateText.rollbackTitle(asking ?? 0)}
        confirm={templateText.rollback}
        onClose={() => setAsking(undefined)}
        onConfirm={() => {
          verb.mutate({ verb: 'rollback', body: { version: asking } });
          setAsking(undefined);
        }}
      >
        {templateText.rollbackBody}
      </ConfirmDialog>
    </Panel>
  );
}

function Diff({ id, version }: { id: string; version: number }) {
  const styles = useStyles();
  const diff = useVersionDiff(id, version);
  if (diff.error) return <ErrorBar error={diff.error} onRetry={diff.refetch} />;
  if (!diff.data) return null;
  if (diff.data.parts.length === 0) return <Text>{templateText.nothingDiffers}</Text>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <pre className={styles.diff} tabIndex={0}>
      {diff.data.parts.flatMap(({ part, lines }) =>
        lines.map(({ kind, text }, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a difference stay where they are
            key={`${part} ${index}`}
            className={mergeClasses(styles.line, kind !== 'same' && styles[kind])}
          >
            {signs[kind]}
            {text}
          </span>
        )),
      )}
    </pre>
  );
}
