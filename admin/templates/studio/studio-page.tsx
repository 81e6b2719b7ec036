import { makeStyles, tokens } from '@fluentui/react-components';
import { ArrowLeft16Regular } from '@fluentui/react-icons/svg/arrow-left';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { ImageView, TemplateDetail } from '../../../contract/index.ts';
import { useImages } from '../../api/image-queries.ts';
import { usePreview, useTemplate } from '../../api/template-queries.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { ReasonedButton } from '../../parts/reasoned-button.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { useSettled } from '../../parts/use-settled.ts';
import { pathTo } from '../../paths.ts';
import { mayStart } from '../../runs/permission.ts';
import { useSignedIn } from '../../signed-in.ts';
import { templateText } from '../messages.ts';
import { namedImages } from './named-images.ts';
import { PreviewPane, type PreviewSubject } from './preview-pane.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { SourcePanel } from './source-panel.tsx';
import { useDraft } from './use-draft.ts';
import { VersionsPanel } from './versions-panel.tsx';
import { WaitingBar } from './waiting-bar.tsx';

const useStyles = makeStyles({
  back: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, width: 'fit-content' },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
    '@media (max-width: 1080px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  beside: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
});

/** The library before it is there: always the same one, so that nothing is drawn again for it. */
const none: readonly ImageView[] = [];

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

function Studio({ template, tag }: { template: TemplateDetail; tag: string | undefined }) {
  const styles = useStyles();
  const { session } = useSignedIn();
  const mayEdit = mayStart(session) && template.state !== 'archived';
  const draft = useDraft(template, tag);
  const [publishing, setPublishing] = useState(false);
  const [subject, setSubject] = useState<PreviewSubject>({
    person: undefined,
    from: undefined,
    composeType: 'newMail',
  });
  const library = useImages();
  const images = namedImages(draft.html, library.data ?? none, template.meta.images);
  const wanted = useSettled(JSON.stringify({ html: draft.html, text: draft.text ?? null, images }));
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
      <WaitingBar template={template} />
      <div className={styles.columns}>
        <SourcePanel
          draft={draft}
          mayEdit={mayEdit}
          problems={problems}
          derivedText={preview.data?.text ?? ''}
          library={library.data ?? none}
          drafts={template.meta.images}
          person={subject.person}
          from={subject.from}
        />
        <div className={styles.beside}>
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
