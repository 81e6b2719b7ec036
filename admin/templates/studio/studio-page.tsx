import {
  Button,
  Input,
  Link,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  Tab,
  TabList,
  Text,
  tokens,
} from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { ArrowLeft16Regular } from '@fluentui/react-icons/svg/arrow-left';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useParams } from 'react-router';
import type { DraftChange, TemplateDetail, TemplateProblem } from '../../../contract/index.ts';
import { isConflict } from '../../api/people-changes.ts';
import { usePreview, useSaveDraft, useTemplate, useTemplateVerb } from '../../api/template-queries.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ReasonedButton } from '../../parts/reasoned-button.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { useSettled } from '../../parts/use-settled.ts';
import { pathTo } from '../../paths.ts';
import { mayStart } from '../../runs/permission.ts';
import { useSignedIn } from '../../signed-in.ts';
import { templateText } from '../messages.ts';
import { CodeEditor, type CodeEditorHandle } from './code-editor.tsx';
import { PreviewPane, type PreviewSubject } from './preview-pane.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { snippets } from './snippets.ts';
import { VersionsPanel } from './versions-panel.tsx';

const useStyles = makeStyles({
  back: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, width: 'fit-content' },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
    '@media (max-width: 1080px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  problems: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** One template: its source, what it looks like for anybody, publishing, and its history. */
export function StudioPage() {
  const { id = '' } = useParams();
  const styles = useStyles();
  const template = useTemplate(id);
  return (
    <>
      <PageLink to={pathTo.templates()} className={styles.back}>
        <ArrowLeft16Regular /> {templateText.back}
      </PageLink>
      {template.error && <ErrorBar error={template.error} onRetry={template.refetch} />}
      {template.isPending && <PageSkeleton />}
      {template.data && <Studio key={id} template={template.data.data} tag={template.data.tag} />}
    </>
  );
}

type Source = Pick<DraftChange, 'html' | 'text' | 'title'>;

/** The draft while it is worked on: what was changed here, and the tag of what it was changed from. */
function useDraft(template: TemplateDetail, tag: string | undefined) {
  const client = useQueryClient();
  const [mine, setMine] = useState<Source>({});
  const [seen, setSeen] = useState(tag);
  const store = useSaveDraft(template.id);
  const conflict = isConflict(store.error);
  const dirty = Object.keys(mine).length > 0;
  if (!dirty && seen !== tag) setSeen(tag);
  const send = (given: string | undefined) =>
    store.mutate({ draft: mine, tag: given }, { onSuccess: () => setMine({}) });
  const forget = () => {
    setMine({});
    store.reset();
    void client.invalidateQueries({ queryKey: ['template', template.id] });
  };
  const text = mine.text === undefined ? template.source.text : (mine.text ?? undefined);
  return {
    title: mine.title ?? template.title,
    html: mine.html ?? template.source.html,
    text,
    edit: (change: Source) => setMine((before) => ({ ...before, ...change })),
    savable: {
      ...{ dirty, conflict, saving: store.isPending, error: conflict ? null : store.error },
      save: () => send(seen),
      // without a tag: over whatever is there
      keepMine: () => send('*'),
      ...{ discard: forget, takeTheirs: forget },
    },
  };
}

function Studio({ template, tag }: { template: TemplateDetail; tag: string | undefined }) {
  const styles = useStyles();
  const { session } = useSignedIn();
  const mayEdit = mayStart(session) && template.state !== 'archived';
  const draft = useDraft(template, tag);
  const [variant, setVariant] = useState<'html' | 'text'>('html');
  const [publishing, setPublishing] = useState(false);
  const [subject, setSubject] = useState<PreviewSubject>({
    person: undefined,
    from: undefined,
    composeType: 'newMail',
  });
  const editor = useRef<CodeEditorHandle>(null);
  const wanted = useSettled(JSON.stringify({ html: draft.html, text: draft.text ?? null }));
  const preview = usePreview(template.id, {
    ...JSON.parse(wanted),
    composeType: subject.composeType,
    ...(subject.person ? { person: subject.person.id, from: subject.from } : {}),
  });
  const problems = preview.data?.problems ?? template.problems;
  const whyNotPublish = () => {
    if (!mayEdit) return templateText.onlyEditors;
    if (draft.savable.dirty) return templateText.saveFirst;
    if (problems.some(({ severity }) => severity === 'error')) return templateText.fixFirst;
    return template.state === 'published' ? templateText.nothingNew : undefined;
  };

  return (
    <>
      <PageHeading page={draft.title} heading={draft.title} note={templateText.states[template.state]}>
        <ReasonedButton appearance="primary" whyNot={whyNotPublish()} onClick={() => setPublishing(true)}>
          {templateText.publish}
        </ReasonedButton>
      </PageHeading>
      <Waiting template={template} />
      <div className={styles.columns}>
        <Panel
          title={templateText.variants[variant]}
          aside={mayEdit && variant === 'html' && <InsertMenu onInsert={(text) => editor.current?.insert(text)} />}
        >
          <div className={styles.bar}>
            <TabList
              size="small"
              selectedValue={variant}
              onTabSelect={(_, { value }) => setVariant(value === 'text' ? 'text' : 'html')}
            >
              <Tab value="html">{templateText.variants.html}</Tab>
              <Tab value="text">{templateText.variants.text}</Tab>
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
          {variant === 'text' && draft.text === undefined ? (
            <>
              <Text className={styles.muted}>{templateText.derived}</Text>
              {mayEdit && (
                <div>
                  <Button size="small" onClick={() => draft.edit({ text: preview.data?.text ?? '' })}>
                    {templateText.ownText}
                  </Button>
                </div>
              )}
            </>
          ) : (
            <CodeEditor
              key={variant}
              handle={editor}
              label={templateText.variants[variant]}
              value={variant === 'html' ? draft.html : (draft.text ?? '')}
              problems={problems.filter((problem) => (problem.variant ?? 'html') === variant)}
              readOnly={!mayEdit}
              onChange={(value) => draft.edit(variant === 'html' ? { html: value } : { text: value })}
            />
          )}
          {variant === 'text' && draft.text !== undefined && mayEdit && (
            <div>
              <Button size="small" appearance="subtle" onClick={() => draft.edit({ text: null })}>
                {templateText.deriveAgain}
              </Button>
            </div>
          )}
          <Problems problems={problems} onGoTo={(line, column) => editor.current?.goTo(line, column)} />
        </Panel>
        <div style={{ display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL }}>
          {preview.error && <ErrorBar error={preview.error} onRetry={preview.refetch} />}
          <PreviewPane
            title={draft.title}
            preview={preview.data}
            stale={preview.isFetching}
            subject={subject}
            onSubject={setSubject}
          />
          <VersionsPanel id={template.id} mayEdit={mayEdit} />
        </div>
      </div>
      <SaveBar draft={draft.savable} label={templateText.save} />
      <PublishDialog
        id={template.id}
        title={template.title}
        tag={tag}
        open={publishing}
        onClose={() => setPublishing(false)}
        onPublished={() => setPublishing(false)}
      />
    </>
  );
}

/** What waits to be published: for somebody else, or for its time. */
function Waiting({ template }: { template: TemplateDetail }) {
  const verb = useTemplateVerb(template.id);
  const { waiting } = template;
  if (!waiting) return null;
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        {waiting.state === 'approval' ? templateText.waiting : templateText.scheduled(waiting.at ?? '')}{' '}
        {waiting.problem}
      </MessageBarBody>
      <MessageBarActions>
        {waiting.state === 'approval' && (
          <Button size="small" appearance="primary" onClick={() => verb.mutate({ verb: 'approve' })}>
            {templateText.approve}
          </Button>
        )}
        <Button size="small" onClick={() => verb.mutate({ verb: 'withdraw' })}>
          {templateText.withdraw}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}

function InsertMenu({ onInsert }: { onInsert: (text: string) => void }) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton size="small" icon={<Add20Regular />}>
          {templateText.insert}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {snippets.map(({ name, source }) => (
            <MenuItem key={name} onClick={() => onInsert(source)}>
              {templateText.blocks[name]}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function Problems(props: { problems: readonly TemplateProblem[]; onGoTo: (line: number, column: number) => void }) {
  const styles = useStyles();
  if (props.problems.length === 0) return <Text className={styles.muted}>{templateText.noProblems}</Text>;
  return (
    <section aria-label={templateText.problems(props.problems.length)}>
      <Text weight="semibold">{templateText.problems(props.problems.length)}</Text>
      <ul className={styles.problems}>
        {props.problems.map(({ severity, message, line, column }) => (
          <li key={`${line} ${column} ${message}`}>
            {severity === 'error' ? '✕ ' : '⚠ '}
            {line !== undefined && (
              <>
                <Link as="button" onClick={() => props.onGoTo(line, column ?? 1)}>
                  {templateText.at(line, column ?? 1)}
                </Link>
                :{' '}
              </>
            )}
            {message}
          </li>
        ))}
      </ul>
    </section>
  );
}
