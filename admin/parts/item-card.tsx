import { Button, Caption1, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import type { ReactNode } from 'react';
import { messages } from '../messages/messages.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    minWidth: 0,
  },
  quiet: { backgroundColor: tokens.colorNeutralBackground2 },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  words: {
    flexGrow: 1,
    flexBasis: '220px',
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    overflowWrap: 'anywhere',
  },
  fact: { color: tokens.colorNeutralForeground2 },
});

/** One of a list that is kept in the app: its name, what it says, and what can be done with it. */
export function ItemCard(props: {
  name: string;
  /** What it does, in a sentence. */
  summary: ReactNode;
  /** What there is to know besides. */
  facts?: ReactNode;
  /** A picture before the words. */
  picture?: ReactNode;
  /** Badges and buttons of its own, before those to edit and delete. */
  marks?: ReactNode;
  /** It has no effect now. */
  quiet?: boolean;
  /** Whether it is open for editing in its place; absent: it is edited elsewhere. */
  open?: boolean;
  /** Absent: this person may only look. */
  onEdit?: (() => void) | undefined;
  onRemove?: (() => void) | undefined;
  children?: ReactNode;
}) {
  const styles = useStyles();
  const { name, open, onEdit, onRemove } = props;
  const text = messages.item;
  const edit = open ? text.close : text.edit;
  return (
    <article className={mergeClasses(styles.root, props.quiet && styles.quiet)} aria-label={name}>
      <div className={styles.head}>
        {props.picture}
        <div className={styles.words}>
          <Text weight="semibold">{name}</Text>
          <Text>{props.summary}</Text>
          {props.facts && <Caption1 className={styles.fact}>{props.facts}</Caption1>}
        </div>
        {props.marks}
        {onEdit && (
          <Button size="small" aria-expanded={open} aria-label={`${edit}: ${name}`} onClick={onEdit}>
            {edit}
          </Button>
        )}
        {onRemove && (
          <Button
            size="small"
            appearance="subtle"
            icon={<Delete20Regular />}
            aria-label={`${text.remove}: ${name}`}
            title={text.remove}
            onClick={onRemove}
          />
        )}
      </div>
      {props.children}
    </article>
  );
}
