import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { messages } from '../messages/messages.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL}`,
  },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, width: '220px', maxWidth: '60%' },
});

const rows = ['1', '2', '3', '4', '5', '6', '7', '8'];

/** The outline of the people list while it is being read. */
export function PeopleSkeleton() {
  const styles = useStyles();
  return (
    <Skeleton aria-label={messages.errors.loading}>
      {rows.map((row) => (
        <div key={row} className={styles.row}>
          <SkeletonItem shape="circle" size={36} />
          <div className={styles.words}>
            <SkeletonItem size={16} />
            <SkeletonItem size={12} />
          </div>
        </div>
      ))}
    </Skeleton>
  );
}
