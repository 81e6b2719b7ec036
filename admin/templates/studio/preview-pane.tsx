import { Button, Caption1, Field, makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components';
import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download';
import { useState } from 'react';
import type { ComposeType, PersonView, TemplatePreview } from '../../../contract/index.ts';
import { messages } from '../../messages/messages.ts';
import { Panel } from '../../parts/panel.tsx';
import { PersonPicker } from '../../parts/person-picker.tsx';
import { previewDocument } from '../../people/preview-document.ts';
import { templateText } from '../messages.ts';
import { toEml } from './eml.ts';

const useStyles = makeStyles({
  controls: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  stage: {
    display: 'flex',
    justifyContent: 'center',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusLarge,
    padding: tokens.spacingHorizontalM,
  },
  frame: {
    width: '100%',
    height: '300px',
    display: 'block',
    boxSizing: 'border-box',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    resize: 'vertical',
  },
  phone: { width: '340px', maxWidth: '100%' },
  text: {
    margin: 0,
    width: '100%',
    minHeight: '200px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase300,
  },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
  muted: { color: tokens.colorNeutralForeground2 },
  old: { opacity: 0.6 },
});

const looks = ['light', 'dark', 'phone', 'text', 'plain'] as const;
type Look = (typeof looks)[number];
const composeTypes: readonly ComposeType[] = ['newMail', 'reply', 'forward'];

/** For whom and for which mail the preview is. */
export interface PreviewSubject {
  person: PersonView | undefined;
  from: string | undefined;
  composeType: ComposeType;
}

/** The HTML without what its images show. */
const withoutImages = (html: string) => html.replace(/(<img\b[^>]*?\s)src\s*=\s*("[^"]*"|'[^']*')/gi, '$1src=""');

/** What the source looks like for somebody, seen in one client or another. */
export function PreviewPane(props: {
  title: string;
  preview: TemplatePreview | undefined;
  stale: boolean;
  subject: PreviewSubject;
  onSubject: (subject: PreviewSubject) => void;
}) {
  const styles = useStyles();
  const [look, setLook] = useState<Look>('light');
  const { preview, subject, onSubject } = props;
  const words = { subject: templateText.emlSubject(props.title), body: templateText.emlBody };
  const html = look === 'plain' ? withoutImages(preview?.html ?? '') : (preview?.html ?? '');
  return (
    <Panel title={templateText.preview}>
      <div className={styles.controls}>
        <PersonPicker
          label={templateText.previewFor}
          person={subject.person}
          onPick={(person) => onSubject({ ...subject, person, from: person.address })}
        />
        {subject.person && subject.person.addresses.length > 1 && (
          <Field label={messages.person.from}>
            <Select value={subject.from ?? ''} onChange={(_, { value }) => onSubject({ ...subject, from: value })}>
              {subject.person.addresses.map((address) => (
                <option key={address}>{address}</option>
              ))}
            </Select>
          </Field>
        )}
        <Field label={templateText.composeType}>
          <Select
            value={subject.composeType}
            onChange={(_, { value }) =>
              onSubject({ ...subject, composeType: composeTypes.find((known) => known === value) ?? 'newMail' })
            }
          >
            {composeTypes.map((known) => (
              <option key={known} value={known}>
                {messages.composeTypes[known]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={templateText.look}>
          <Select value={look} onChange={(_, { value }) => setLook(looks.find((known) => known === value) ?? 'light')}>
            {looks.map((known) => (
              <option key={known} value={known}>
                {templateText.looks[known]}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <div className={mergeClasses(styles.stage, props.stale && styles.old)} aria-busy={props.stale}>
        {look === 'text' ? (
          <pre className={styles.text}>{preview?.text ?? ''}</pre>
        ) : (
          <iframe
            className={mergeClasses(styles.frame, look === 'phone' && styles.phone)}
            sandbox=""
            title={`${templateText.preview}: ${templateText.looks[look]}`}
            srcDoc={previewDocument(
              { html, images: preview?.images ?? [], marker: '' },
              look === 'dark' ? 'dark' : 'light',
            )}
          />
        )}
      </div>
      {preview && (
        <div className={styles.foot}>
          <Caption1 className={styles.muted}>
            {preview.person.name || templateText.madeUp} · {templateText.size(preview.size)}
          </Caption1>
          <Button
            size="small"
            icon={<ArrowDownload20Regular />}
            onClick={() => download(toEml(preview, words), `${props.title}.eml`)}
          >
            {templateText.eml}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function download(content: string, name: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'message/rfc822' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
