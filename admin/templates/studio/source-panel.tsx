import { Button, Input, makeStyles, Spinner, Tab, TabList, tokens } from '@fluentui/react-components';
import { Image20Regular } from '@fluentui/react-icons/svg/image';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ImageView, PersonView, TemplateImage, TemplateProblem } from '../../../contract/index.ts';
import { messages } from '../../messages/messages.ts';
import { Panel } from '../../parts/panel.tsx';
import { templateText } from '../messages.ts';
import { CodeEditor, type CodeEditorHandle } from './code-editor.tsx';
import { ImageLibrary } from './images/image-library.tsx';
import { imageText } from './images/messages.ts';
import { InsertMenu } from './insert-menu.tsx';
import { pictureExpression } from './insert-picture.ts';
import { ProblemList } from './problem-list.tsx';
import { TextView } from './text-view.tsx';
import type { TemplateDraft } from './use-draft.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  aside: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** GrapesJS is large: it comes with the view that needs it. */
const VisualView = lazy(async () => ({ default: (await import('./visual/visual-view.tsx')).VisualView }));

const views = ['visual', 'code', 'text'] as const;
type View = (typeof views)[number];

/** The library is open: to insert a picture, or to choose one for what is there. */
interface Browsing {
  choose?: (name: string) => void;
}

/** The draft, in the view that somebody works in. All views show one text: what is changed in one is there in the others. */
export function SourcePanel(props: {
  draft: TemplateDraft;
  mayEdit: boolean;
  problems: readonly TemplateProblem[];
  derivedText: string;
  library: readonly ImageView[];
  drafts: readonly TemplateImage[];
  person: PersonView | undefined;
  from: string | undefined;
}) {
  const styles = useStyles();
  const { draft, mayEdit, problems } = props;
  const [search, setSearch] = useSearchParams();
  const view: View = views.find((one) => one === search.get('view')) ?? 'visual';
  const show = (next: View) => setSearch({ view: next }, { replace: true });
  const [browsing, setBrowsing] = useState<Browsing>();
  const [target, setTarget] = useState<{ view: View; line: number; column: number }>();
  const editor = useRef<CodeEditorHandle>(null);
  const visual = useRef<{ insert(text: string): void }>(null);
  const insert = (text: string) => (view === 'visual' ? visual.current : editor.current)?.insert(text);
  const problemsIn = (variant: 'html' | 'text') => problems.filter((one) => (one.variant ?? 'html') === variant);
  const goTo = ({ variant, line = 1, column = 1 }: Pick<TemplateProblem, 'variant' | 'line' | 'column'>) => {
    const there = variant === 'text' ? 'text' : 'code';
    show(there);
    setTarget({ view: there, line, column });
  };
  // The editor is there after the view has changed.
  useEffect(() => {
    if (target?.view !== view) return;
    editor.current?.goTo(target.line, target.column);
    setTarget(undefined);
  }, [target, view]);
  return (
    <Panel
      title={templateText.views[view]}
      aside={
        <span className={styles.aside}>
          <Button size="small" icon={<Image20Regular />} onClick={() => setBrowsing({})}>
            {imageText.pictures}
          </Button>
          {mayEdit && view === 'code' && <InsertMenu onInsert={insert} />}
        </span>
      }
    >
      <div className={styles.bar}>
        <TabList
          size="small"
          selectedValue={view}
          onTabSelect={(_, { value }) => show(views.find((one) => one === value) ?? 'visual')}
        >
          {views.map((one) => (
            <Tab key={one} value={one}>
              {templateText.views[one]}
            </Tab>
          ))}
        </TabList>
        {mayEdit && (
          <Input
            size="small"
            aria-label={templateText.name}
            value={draft.title}
            maxLength={200}
            onChange={(_, { value }) => draft.edit({ title: value })}
          />
        )}
      </div>
      {view === 'visual' && (
        <Suspense fallback={<Spinner size="tiny" aria-label={messages.errors.loading} />}>
          <VisualView
            handle={visual}
            source={draft.html}
            mayEdit={mayEdit}
            library={props.library}
            drafts={props.drafts}
            person={props.person}
            from={props.from}
            onChange={(html) => draft.edit({ html })}
            onCode={(line) => goTo({ line })}
            onPicture={(choose) => setBrowsing(choose ? { choose } : {})}
          />
        </Suspense>
      )}
      {view === 'code' && (
        <CodeEditor
          handle={editor}
          label={templateText.views.code}
          value={draft.html}
          problems={problemsIn('html')}
          readOnly={!mayEdit}
          onChange={(html) => draft.edit({ html })}
        />
      )}
      {view === 'text' && (
        <TextView
          handle={editor}
          text={draft.text}
          derived={props.derivedText}
          problems={problemsIn('text')}
          mayEdit={mayEdit}
          onChange={(text) => draft.edit({ text })}
        />
      )}
      <ProblemList problems={problems} onGoTo={goTo} />
      <ImageLibrary
        open={browsing !== undefined}
        mayEdit={mayEdit}
        onClose={() => setBrowsing(undefined)}
        onInsert={
          mayEdit && view !== 'text'
            ? (image) => {
                setBrowsing(undefined);
                if (browsing?.choose) browsing.choose(image.name);
                else insert(pictureExpression(image));
              }
            : undefined
        }
      />
    </Panel>
  );
}
