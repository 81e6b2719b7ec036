import {
  Badge,
  Body1,
  Caption1,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  mergeClasses,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { usePeople } from '../api/people-queries.ts';
import { type Starter, useStarterPreview, useStarters } from '../api/template-queries.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { Panel } from '../parts/panel.tsx';
import { ReasonedButton } from '../parts/reasoned-button.tsx';
import { previewDocument } from '../people/preview-document.ts';
import { useSignedIn } from '../signed-in.ts';
import { setupText } from './messages.ts';
import { useFirstSignature } from './use-first-signature.ts';

const useStyles = makeStyles({
  muted: { color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(300px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    margin: 0,
    padding: 0,
    border: 0,
    minWidth: 0,
  },
  card: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    overflow: 'hidden',
    cursor: 'pointer',
    border: `2px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    ':hover': { boxShadow: tokens.shadow8 },
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  chosen: {
    borderTopColor: tokens.colorBrandStroke1,
    borderRightColor: tokens.colorBrandStroke1,
    borderBottomColor: tokens.colorBrandStroke1,
    borderLeftColor: tokens.colorBrandStroke1,
  },
  window: {
    display: 'block',
    height: '176px',
    overflow: 'hidden',
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: '#fff',
  },
  // as wide as a mail, made smaller: all of it is to be seen
  picture: {
    display: 'block',
    width: '160%',
    height: '160%',
    transform: 'scale(0.625)',
    transformOrigin: '0 0',
    border: 0,
    pointerEvents: 'none',
  },
  words: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalM,
  },
  radio: { accentColor: tokens.colorBrandBackground, margin: '3px 0 0', outline: 'none' },
  head: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  description: { gridColumn: '2', color: tokens.colorNeutralForeground2 },
});

/** The gallery: each starter as it looks for somebody; one of them is given to everyone. */
export function FirstSignature() {
  const styles = useStyles();
  const text = setupText.signatures;
  const { session } = useSignedIn();
  const starters = useStarters(true);
  const people = usePeople({ query: session.address, state: '', group: '' });
  const person = people.data?.pages[0]?.items[0];
  const { current, give, ready, error } = useFirstSignature();
  const [picked, setPicked] = useState<string>();
  const chosen = picked ?? current;
  const starter = starters.data?.items.find(({ id }) => id === chosen);
  const problem = starters.error ?? error;
  return (
    <Panel title={text.gallery}>
      <Body1 className={styles.muted}>{text.galleryBody}</Body1>
      {problem && <ErrorBar error={problem} onRetry={starters.refetch} />}
      {(!starters.data || !ready || people.isPending) && !problem && <PageSkeleton />}
      {starters.data && ready && !people.isPending && (
        <>
          <Caption1 className={styles.muted}>{text.shownFor(person?.fields.displayName ?? text.madeUp)}</Caption1>
          <fieldset className={styles.grid} aria-label={text.gallery}>
            {starters.data.items.map((item) => (
              <StarterCard
                key={item.id}
                starter={item}
                person={person?.id}
                chosen={item.id === chosen}
                current={item.id === current}
                onChoose={() => setPicked(item.id)}
              />
            ))}
          </fieldset>
          {give.error && <ErrorBar error={give.error} />}
          <div role="status">
            {give.data && give.data === current && (
              <MessageBar intent="success" layout="multiline">
                <MessageBarBody>
                  <MessageBarTitle>
                    {text.published(starters.data.items.find(({ id }) => id === current)?.title ?? '')}
                  </MessageBarTitle>{' '}
                  {text.short}
                </MessageBarBody>
              </MessageBar>
            )}
          </div>
          <div>
            <ReasonedButton
              appearance="primary"
              whyNot={chosen === current ? text.already : undefined}
              busy={give.isPending || !starter}
              onClick={() => starter && give.mutate(starter)}
            >
              {text.publish(starter?.title ?? '')}
            </ReasonedButton>
          </div>
        </>
      )}
    </Panel>
  );
}

function StarterCard(props: {
  starter: Starter;
  person: string | undefined;
  chosen: boolean;
  current: boolean;
  onChoose: () => void;
}) {
  const styles = useStyles();
  const { starter, chosen } = props;
  const { data } = useStarterPreview(starter.id, props.person);
  return (
    <label className={mergeClasses(styles.card, chosen && styles.chosen)}>
      <span className={styles.window}>
        <iframe
          className={styles.picture}
          sandbox=""
          tabIndex={-1}
          aria-hidden
          title={starter.title}
          srcDoc={data ? previewDocument({ html: data.html ?? '', images: data.images, marker: '' }, 'light') : ''}
        />
      </span>
      <span className={styles.words}>
        <input type="radio" name="starter" className={styles.radio} checked={chosen} onChange={props.onChoose} />
        <span className={styles.head}>
          <Text weight="semibold">{starter.title}</Text>
          {props.current && (
            <Badge appearance="tint" color="success">
              {setupText.signatures.current}
            </Badge>
          )}
        </span>
        <Caption1 className={styles.description}>{starter.description}</Caption1>
      </span>
    </label>
  );
}
