import { Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { useLocation } from 'react-router';
import { messages } from '../messages/messages.ts';
import { usePageLink } from '../parts/page-link.tsx';
import { type FramePage, type FrameSection, isAt } from './pages.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  title: {
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXXS}`,
    color: tokens.colorNeutralForeground3,
  },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover, color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '> svg': { flexShrink: 0 },
  },
  current: {
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover, color: tokens.colorBrandForeground2 },
  },
});

/** The pages of the app, in sections. */
export function Navigation({ sections }: { sections: readonly FrameSection[] }) {
  const styles = useStyles();
  return (
    <nav className={styles.root} aria-label={messages.frame.navigation}>
      {sections.map((section) => (
        <Section key={section.pages[0]?.name} section={section} />
      ))}
    </nav>
  );
}

function Section({ section }: { section: FrameSection }) {
  const styles = useStyles();
  const titleId = useId();
  const items = section.pages.map((page) => <Item key={page.name} page={page} />);
  if (!section.name) return <div className={styles.section}>{items}</div>;
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <Caption1 as="span" id={titleId} className={styles.title}>
        {messages.frame.sections[section.name]}
      </Caption1>
      {items}
    </section>
  );
}

function Item({ page }: { page: FramePage }) {
  const styles = useStyles();
  const { pathname } = useLocation();
  const link = usePageLink(page.to);
  const here = isAt(page, pathname);
  return (
    <a {...link} aria-current={here ? 'page' : undefined} className={mergeClasses(styles.item, here && styles.current)}>
      {here ? page.current : page.plain}
      {messages.frame.pages[page.name]}
    </a>
  );
}
