import { Caption1, makeStyles, Title2, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';
import { messages } from '../messages/messages.ts';

/** The id of the heading that takes the focus when the page changes. */
export const pageHeadingId = 'page-heading';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalM,
  },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
  heading: { overflowWrap: 'anywhere', ':focus': { outline: 'none' } },
  note: {
    color: tokens.colorNeutralForeground2,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalSNudge,
  },
});

/** The name of the document for as long as the page is shown. */
export function useDocumentTitle(page: string): void {
  useEffect(() => {
    document.title = messages.title(page);
  }, [page]);
}

/** The heading of a page, a line below it, and its actions at the side. */
export function PageHeading(props: { page: string; heading: string; note?: ReactNode; children?: ReactNode }) {
  const styles = useStyles();
  useDocumentTitle(props.page);
  return (
    <div className={styles.root}>
      <div className={styles.words}>
        <Title2 as="h1" block id={pageHeadingId} tabIndex={-1} className={styles.heading}>
          {props.heading}
        </Title2>
        {props.note && (
          <Caption1 as="span" className={styles.note}>
            {props.note}
          </Caption1>
        )}
      </div>
      {props.children}
    </div>
  );
}
