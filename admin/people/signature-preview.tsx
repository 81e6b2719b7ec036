import { Body1, Caption1, makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import type { ComposeType, PersonView, SignatureAnswer } from '../../contract/index.ts';
import { useSignature } from '../api/people-queries.ts';
import { messages } from '../messages/messages.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { estimateHeight, previewDocument } from './preview-document.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  figure: { margin: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  frame: {
    width: '100%',
    resize: 'vertical',
    display: 'block',
    boxSizing: 'border-box',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  text: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  summary: { cursor: 'pointer', width: 'fit-content' },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** The signature of a person for one address and kind of mail. */
export function SignaturePreview(props: { person: PersonView; from: string; composeType: ComposeType }) {
  const styles = useStyles();
  const answer = useSignature(props.person.id, props.from, props.composeType);
  if (answer.error) return <ErrorBar error={answer.error} onRetry={answer.refetch} />;
  if (answer.data === undefined) {
    return (
      <Skeleton aria-label={messages.errors.loading}>
        <SkeletonItem size={128} />
      </Skeleton>
    );
  }
  if (answer.data === null) return <Body1>{messages.person.noSignature}</Body1>;
  const { id, version } = answer.data.template;
  return (
    <>
      <SignatureView answer={answer.data} />
      <Caption1 className={styles.muted}>{messages.person.template(id, version)}</Caption1>
    </>
  );
}

/** A signature as it is sent: on white, on dark, and as plain text. */
export function SignatureView({ answer }: { answer: SignatureAnswer }) {
  const styles = useStyles();
  const { signature } = answer;
  return (
    <div className={styles.root}>
      <PreviewFrame signature={signature} background="light" />
      <PreviewFrame signature={signature} background="dark" />
      <Caption1 className={styles.muted}>{messages.person.darkNote}</Caption1>
      {signature.text && (
        <details>
          <summary className={styles.summary}>{messages.person.text}</summary>
          <pre className={styles.text}>{signature.text}</pre>
        </details>
      )}
    </div>
  );
}

function PreviewFrame(props: { signature: SignatureAnswer['signature']; background: 'light' | 'dark' }) {
  const styles = useStyles();
  const label = messages.person[props.background];
  return (
    <figure className={styles.figure}>
      <Caption1 as="span" className={styles.muted}>
        {label}
      </Caption1>
      <iframe
        className={styles.frame}
        height={estimateHeight(props.signature)}
        sandbox=""
        srcDoc={previewDocument(props.signature, props.background)}
        title={messages.person.frame(label)}
      />
    </figure>
  );
}
