import { Button, Caption1, makeStyles, mergeClasses, Select, Text, Tooltip, tokens } from '@fluentui/react-components';
import { ArrowUndo20Regular } from '@fluentui/react-icons/svg/arrow-undo';
import { Edit20Regular } from '@fluentui/react-icons/svg/edit';
import { useState } from 'react';
import type { Expression, FieldMapping, Ownership } from '../../../contract/index.ts';
import { labelOf } from '../../people/person-words.ts';
import { ExpressionEditor } from './expression-editor.tsx';
import { describeExpression } from './expression-words.ts';
import { mappingText } from './messages.ts';

const useStyles = makeStyles({
  item: { borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}` },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 5fr) 170px minmax(0, 4fr) 36px',
    gap: tokens.spacingHorizontalM,
    alignItems: 'center',
    padding: `${tokens.spacingVerticalSNudge} 0`,
    '@media (max-width: 860px)': {
      gridTemplateColumns: 'minmax(0, 1fr) 36px',
      rowGap: tokens.spacingVerticalXXS,
      '> *': { gridColumn: '1' },
      '> button': { gridColumn: '2', gridRow: '1' },
    },
  },
  words: { overflowWrap: 'anywhere' },
  changed: { color: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightSemibold },
  muted: { color: tokens.colorNeutralForeground3 },
  editor: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    marginBottom: tokens.spacingVerticalM,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRadius: tokens.borderRadiusLarge,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

const ownerships: readonly Ownership[] = ['always', 'onlyIfEmpty', 'never'];

/** One field: its source in words, who decides, the value; open, the source can be edited. */
export function MappingRow(props: {
  field: string;
  mapping: FieldMapping | undefined;
  /** The default source. */
  source: Expression | null;
  value: string | undefined;
  mayEdit: boolean;
  onChange: (mapping: FieldMapping | undefined) => void;
}) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const { field, mapping, source, value, mayEdit, onChange } = props;
  const from = mapping?.from ?? source;
  const ownership = mapping?.ownership ?? 'always';
  const label = labelOf(field);
  const put = (change: Partial<FieldMapping>) => {
    const next = { from: from ?? field, ownership, ...change };
    const isDefault = next.ownership === 'always' && JSON.stringify(next.from) === JSON.stringify(source);
    onChange(isDefault ? undefined : next);
  };
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <Text weight="semibold" className={styles.words}>
          {label}
        </Text>
        <Text
          className={mergeClasses(styles.words, mapping && styles.changed, from === null && styles.muted)}
          title={mapping && mappingText.changed}
        >
          {describeExpression(from)}
        </Text>
        <Select
          aria-label={`${label}: ${mappingText.columns.ownership}`}
          disabled={!mayEdit || from === null}
          value={ownership}
          onChange={(_, data) => put({ ownership: ownerships.find((known) => known === data.value) ?? 'always' })}
        >
          {ownerships.map((known) => (
            <option key={known} value={known}>
              {mappingText.ownerships[known]}
            </option>
          ))}
        </Select>
        {value === undefined ? (
          <span />
        ) : (
          <Caption1 className={mergeClasses(styles.words, value === '' && styles.muted)}>
            <bdi>{value || mappingText.noValue}</bdi>
          </Caption1>
        )}
        {mayEdit && (
          <Tooltip content={mappingText.edit(label)} relationship="label">
            <Button appearance="subtle" icon={<Edit20Regular />} aria-expanded={open} onClick={() => setOpen(!open)} />
          </Tooltip>
        )}
      </div>
      {open && (
        <div className={styles.editor}>
          <ExpressionEditor expression={from ?? 'displayName'} onChange={(next) => put({ from: next })} />
          <div className={styles.actions}>
            <Button size="small" onClick={() => setOpen(false)}>
              {mappingText.close}
            </Button>
            {mapping && (
              <Button
                size="small"
                appearance="subtle"
                icon={<ArrowUndo20Regular />}
                onClick={() => {
                  onChange(undefined);
                  setOpen(false);
                }}
              >
                {mappingText.reset}
              </Button>
            )}
          </div>
        </div>
      )}
    </li>
  );
}
