import { Caption1, Field, makeStyles, Select, Textarea, tokens } from '@fluentui/react-components';
import type { Banner } from '../../contract/index.ts';
import { previewDocument } from '../people/preview-document.ts';
import { type ImageBanner, ImageFields } from './image-fields.tsx';
import { campaignText } from './messages.ts';

const useStyles = makeStyles({
  figure: { margin: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  muted: { color: tokens.colorNeutralForeground2 },
  paper: {
    backgroundColor: '#ffffff',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: tokens.spacingHorizontalM,
    overflowX: 'auto',
  },
  image: { display: 'block', maxWidth: '100%', height: 'auto' },
  frame: { width: '100%', height: '140px', border: 'none', display: 'block' },
});

const emptyImage: ImageBanner = { kind: 'image', image: '', alt: '', width: 600, height: 150, countClicks: true };

/** A banner that nothing was said of yet. */
export const emptyBanner: Banner = emptyImage;

/** Is there anything to be seen? */
export function isShown(banner: Banner): boolean {
  return banner.kind === 'html' ? banner.html.trim() !== '' : banner.image !== '' && banner.alt.trim() !== '';
}

/** What a campaign shows: an image or HTML, with how it looks. */
export function BannerFields({ banner, onChange }: { banner: Banner; onChange: (banner: Banner) => void }) {
  return (
    <>
      <Field label={campaignText.kind}>
        <Select
          value={banner.kind}
          onChange={(_, { value }) => onChange(value === 'html' ? { kind: 'html', html: '' } : emptyImage)}
        >
          <option value="image">{campaignText.kinds.image}</option>
          <option value="html">{campaignText.kinds.html}</option>
        </Select>
      </Field>
      {banner.kind === 'image' ? (
        <ImageFields banner={banner} onChange={onChange} />
      ) : (
        <Field label={campaignText.html} hint={campaignText.htmlHint} required>
          <Textarea
            rows={6}
            value={banner.html}
            maxLength={10_000}
            onChange={(_, { value }) => onChange({ ...banner, html: value })}
          />
        </Field>
      )}
      {isShown(banner) && <Preview banner={banner} />}
    </>
  );
}

function Preview({ banner }: { banner: Banner }) {
  const styles = useStyles();
  return (
    <figure className={styles.figure}>
      <Caption1 as="span" className={styles.muted}>
        {campaignText.preview}
      </Caption1>
      <div className={styles.paper}>
        {banner.kind === 'image' ? (
          <img
            className={styles.image}
            src={banner.image}
            alt={banner.alt}
            width={banner.width}
            height={banner.height}
          />
        ) : (
          <iframe
            className={styles.frame}
            sandbox=""
            title={campaignText.preview}
            srcDoc={previewDocument({ html: banner.html, images: [], marker: '' }, 'light')}
          />
        )}
      </div>
    </figure>
  );
}
