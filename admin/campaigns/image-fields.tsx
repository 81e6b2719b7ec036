import { Button, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { ImageAdd20Regular } from '@fluentui/react-icons/svg/image-add';
import { useState } from 'react';
import type { Banner, ImageView } from '../../contract/index.ts';
import { useImages } from '../api/image-queries.ts';
import { SwitchField } from '../parts/switch-field.tsx';
import { ImageLibrary } from '../templates/studio/images/image-library.tsx';
import { campaignText } from './messages.ts';

const useStyles = makeStyles({
  choice: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalM },
  select: { flexGrow: 1, flexBasis: '220px', minWidth: 0 },
  row: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))', gap: tokens.spacingHorizontalM },
});

const elsewhere = 'elsewhere';
/** As wide as signatures are. */
const widestBanner = 600;

export type ImageBanner = Extract<Banner, { kind: 'image' }>;

/** A banner that is an image: of the library, uploaded just now, or of any address. */
export function ImageFields({ banner, onChange }: { banner: ImageBanner; onChange: (banner: ImageBanner) => void }) {
  const styles = useStyles();
  const images = useImages().data ?? [];
  const [library, setLibrary] = useState(false);
  const chosen = images.find(({ double, single }) => [double.url, single.url].includes(banner.image));
  const [other, setOther] = useState(false);
  const isElsewhere = !chosen && (other || banner.image !== '');
  const edit = (change: Partial<ImageBanner>) => onChange({ ...banner, ...change });
  const show = ({ double, width, height, alt }: ImageView) => {
    setOther(false);
    edit({ image: double.url, width, height, alt: banner.alt || alt });
  };
  const choose = (name: string) => {
    const found = images.find((image) => image.name === name);
    if (found) return show(found);
    setOther(name === elsewhere);
    edit({ image: '' });
  };
  const putLink = (link: string) => {
    const { link: _before, ...rest } = banner;
    onChange(link.trim() === '' ? rest : { ...rest, link: link.trim() });
  };
  return (
    <>
      <div className={styles.choice}>
        <Field label={campaignText.library} className={styles.select} required>
          <Select value={chosen?.name ?? (isElsewhere ? elsewhere : '')} onChange={(_, { value }) => choose(value)}>
            <option value="">{campaignText.libraryNone}</option>
            {images.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
            <option value={elsewhere}>{campaignText.otherImage}</option>
          </Select>
        </Field>
        <Button icon={<ImageAdd20Regular />} onClick={() => setLibrary(true)}>
          {campaignText.pictures}
        </Button>
      </div>
      <ImageLibrary
        open={library}
        mayEdit
        usualWidth={widestBanner}
        onClose={() => setLibrary(false)}
        onInsert={(image) => {
          setLibrary(false);
          show(image);
        }}
      />
      {isElsewhere && (
        <>
          <Field label={campaignText.address} hint={campaignText.addressHint} required>
            <Input type="url" value={banner.image} onChange={(_, { value }) => edit({ image: value.trim() })} />
          </Field>
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
        </>
      )}
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
      {banner.link && (
        <SwitchField
          label={campaignText.countClicks}
          hint={campaignText.countClicksHint}
          checked={banner.countClicks ?? false}
          onChange={(countClicks) => edit({ countClicks })}
        />
      )}
    </>
  );
}
