import { Field, Input, makeStyles, Select, Textarea, tokens } from '@fluentui/react-components';
import type { Banner } from '../../contract/index.ts';
import { useImages } from '../api/campaign-queries.ts';
import { campaignText } from './messages.ts';

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))', gap: tokens.spacingHorizontalM },
});

type ImageBanner = Extract<Banner, { kind: 'image' }>;
const emptyImage: ImageBanner = { kind: 'image', image: '', alt: '', width: 600, height: 150 };

/** A banner that nothing was said of yet. */
export const emptyBanner: Banner = emptyImage;

/** What a campaign shows: an image of the library or of any address, or HTML. */
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
    </>
  );
}

function ImageFields({ banner, onChange }: { banner: ImageBanner; onChange: (banner: ImageBanner) => void }) {
  const styles = useStyles();
  const images = useImages().data?.items ?? [];
  const chosen = images.find(({ double, single }) => [double.url, single.url].includes(banner.image));
  const edit = (change: Partial<ImageBanner>) => onChange({ ...banner, ...change });
  const putLink = (link: string) => {
    const { link: _before, ...rest } = banner;
    onChange(link.trim() === '' ? rest : { ...rest, link: link.trim() });
  };
  const choose = (name: string) => {
    const found = images.find((image) => image.name === name);
    if (!found) return edit({ image: '' });
    const { width, height, alt } = found;
    return edit({ image: found.double.url, width, height, alt: banner.alt || alt });
  };
  return (
    <>
      <Field label={campaignText.library}>
        <Select value={chosen?.name ?? ''} onChange={(_, { value }) => choose(value)}>
          <option value="">{campaignText.otherImage}</option>
          {images.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      {!chosen && (
        <Field label={campaignText.address} required>
          <Input type="url" value={banner.image} onChange={(_, { value }) => edit({ image: value.trim() })} />
        </Field>
      )}
      <div className={styles.row}>
        {(['width', 'height'] as const).map((side) => (
          <Field key={side} label={campaignText[side]}>
            <Input
              type="number"
              min={1}
              max={1000}
              value={String(banner[side])}
              onChange={(_, { value }) => edit({ [side]: Number(value) })}
            />
          </Field>
        ))}
      </div>
      <Field label={campaignText.alt} required>
        <Input value={banner.alt} maxLength={300} onChange={(_, { value }) => edit({ alt: value })} />
      </Field>
      <Field label={campaignText.link} hint={campaignText.linkHint}>
        <Input
          type="url"
          placeholder="https://"
          value={banner.link ?? ''}
          onChange={(_, { value }) => putLink(value)}
        />
      </Field>
    </>
  );
}
