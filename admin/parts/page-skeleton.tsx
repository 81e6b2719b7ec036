import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { messages } from '../messages/messages.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  alone: { maxWidth: '960px', margin: '0 auto', padding: tokens.spacingHorizontalXXXL },
  title: { width: '220px' },
});

/** The outline of a page that is being read. `alone`: outside the frame. */
export function PageSkeleton({ alone }: { alone?: boolean }) {
  const styles = useStyles();
  return (
    <Skeleton className={alone ? styles.alone : undefined} aria-label={messages.errors.loading}>
      <div className={styles.root}>
        <SkeletonItem size={32} className={styles.title} />
        <SkeletonItem size={128} />
        <SkeletonItem size={96} />
      </div>
    </Skeleton>
  );
}
