import { Avatar, Caption1, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { usePageLink } from '../parts/page-link.tsx';
import { pathTo } from '../paths.ts';

const ellipsis = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

const useStyles = makeStyles({
  person: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, minWidth: 0 },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  line: ellipsis,
  link: {
    display: 'block',
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    outline: 'none',
    // the link covers its whole row, so that the row can be clicked and is still one link
    '::after': { content: '""', position: 'absolute', inset: 0 },
    ':focus-visible::after': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** Who a row is about, leading to their page. The row is positioned, so that all of it can be clicked. */
export function PersonCell({ id, name, address }: { id: string; name: string; address: string | undefined }) {
  const styles = useStyles();
  const link = usePageLink(pathTo.person(id));
  return (
    <div className={styles.person}>
      <Avatar name={name} size={36} color="colorful" idForColor={id} aria-hidden />
      <span className={styles.words}>
        <a {...link} className={mergeClasses(styles.link, styles.line)} title={name}>
          <Text weight="semibold" wrap={false} truncate block>
            <bdi>{name}</bdi>
          </Text>
        </a>
        <Caption1 className={mergeClasses(styles.line, styles.muted)}>{address}</Caption1>
      </span>
    </div>
  );
}
