import { Avatar, Caption1, Link, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { RunHold } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { PlainLink } from '../parts/page-link.tsx';
import { pathTo } from '../paths.ts';

const shownAtFirst = 9;

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(260px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  person: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, minWidth: 0 },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  line: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  link: {
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** Names of those who would be removed; a long list is folded. */
export function RemovalList({ removals }: { removals: RunHold['removals'] }) {
  const styles = useStyles();
  const [all, setAll] = useState(false);
  const text = messages.hold;
  const shown = all ? removals : removals.slice(0, shownAtFirst);
  return (
    <>
      <ul className={styles.list} aria-label={text.who}>
        {shown.map(({ id, name, address }) => (
          <li key={id} className={styles.person}>
            <Avatar name={name} color="colorful" idForColor={id} aria-hidden />
            <span className={styles.words}>
              <PlainLink to={pathTo.person(id)} className={styles.link}>
                <Text weight="semibold" block className={styles.line}>
                  {name}
                </Text>
              </PlainLink>
              <Caption1 className={mergeClasses(styles.line, styles.muted)}>{address}</Caption1>
            </span>
          </li>
        ))}
      </ul>
      {removals.length > shownAtFirst && (
        <div>
          <Link as="button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? text.showFewer : text.showAll(removals.length)}
          </Link>
        </div>
      )}
    </>
  );
}
