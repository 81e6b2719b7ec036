import { Body1, makeStyles, Title2, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { BrandMark } from '../parts/brand-mark.tsx';
import { pageHeadingId, useDocumentTitle } from '../parts/page-heading.tsx';

const useStyles = makeStyles({
  root: {
    minHeight: '100vh',
    display: 'grid',
    placeItems: 'center',
    padding: tokens.spacingHorizontalL,
    boxSizing: 'border-box',
  },
  card: {
    width: '100%',
    maxWidth: '440px',
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalL,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    boxShadow: tokens.shadow16,
    padding: '40px',
    '@media (max-width: 480px)': { padding: tokens.spacingHorizontalXXL },
  },
  lead: { color: tokens.colorNeutralForeground2 },
});

/** A page with one thing to do, before the app itself. */
export function WelcomeCard(props: { page: string; heading: string; lead: string; children: ReactNode }) {
  const styles = useStyles();
  useDocumentTitle(props.page);
  return (
    <main className={styles.root}>
      <div className={styles.card}>
        <BrandMark size={44} />
        <Title2 as="h1" block id={pageHeadingId} tabIndex={-1}>
          {props.heading}
        </Title2>
        <Body1 className={styles.lead}>{props.lead}</Body1>
        {props.children}
      </div>
    </main>
  );
}
