import { makeStyles, tokens } from '@fluentui/react-components';
import type { SignatureAnswer, SignatureFormat } from '../../contract/signature.ts';

const useStyles = makeStyles({
  frame: {
    boxSizing: 'border-box',
    width: '100%',
    minHeight: '200px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    // Signatures are designed for white paper, whatever Outlook's theme.
    backgroundColor: 'white',
  },
});

/** The signature as it will look, in a frame that runs no script and belongs to no origin. */
export function Preview({ signature, format }: { signature: SignatureAnswer['signature']; format: SignatureFormat }) {
  const styles = useStyles();
  return <iframe className={styles.frame} title="Your signature" sandbox="" srcDoc={previewPage(signature, format)} />;
}

function previewPage({ html, text, images }: SignatureAnswer['signature'], format: SignatureFormat): string {
  if (format === 'text' || html === undefined) {
    const plain = (text ?? '').replace(/&/g, '&amp;').replace(/</g, '&lt;');
    return `<pre style="font:14px monospace;white-space:pre-wrap">${plain}</pre>`;
  }
  return images.reduce(
    (page, { name, url, base64, contentType }) =>
      page.split(`cid:${name}`).join(base64 ? `data:${contentType};base64,${base64}` : url),
    html,
  );
}
