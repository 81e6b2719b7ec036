import { Checkbox, Field, Select } from '@fluentui/react-components';
import type { Component } from 'grapesjs';
import { setSource } from '../changes.ts';
import type { Placed } from '../components.ts';
import { visualText } from '../messages.ts';
import { attributesOf, stylesOf, withAttribute, withStyles } from '../open-tag.ts';
import { ColorField } from './color-field.tsx';
import { NumberField } from './number-field.tsx';
import { TextField } from './text-field.tsx';

const aligns = ['left', 'center', 'right'] as const;
const pixels = (value: string | undefined) => /^(\d+)px$/.exec(value ?? '')?.[1] ?? '';

/** The letters, the place and the link of an element, in its own tag: what it inherits stays. */
export function ElementSettings({
  component,
  place,
}: {
  component: Component;
  place: Extract<Placed, { kind: 'element' }>;
}) {
  const styles = stylesOf(place.open);
  const set = (changes: Record<string, string | undefined>) =>
    setSource(component, { open: withStyles(place.open, changes) });
  if (place.name === 'a')
    return (
      <TextField
        label={visualText.href}
        value={attributesOf(place.open).get('href') ?? ''}
        onChange={(href) => setSource(component, { open: withAttribute(place.open, 'href', href.trim()) })}
      />
    );
  if (!/^(td|th|p|div|span|li)$/.test(place.name)) return null;
  return (
    <>
      <NumberField
        label={visualText.fontSize}
        value={pixels(styles.get('font-size'))}
        least={8}
        most={48}
        onChange={(size) =>
          set({
            'font-size': size && `${size}px`,
            'line-height': size && `${Math.round(Number(size) * 1.4)}px`,
          })
        }
      />
      <ColorField label={visualText.color} value={styles.get('color') ?? ''} onChange={(color) => set({ color })} />
      <Checkbox
        label={visualText.heavy}
        checked={/^(bold|[6-9]00)$/.test(styles.get('font-weight') ?? '')}
        onChange={(_, { checked }) => set({ 'font-weight': checked ? 'bold' : undefined })}
      />
      {place.name !== 'span' && (
        <>
          <Field label={visualText.align} size="small">
            <Select
              size="small"
              value={styles.get('text-align') ?? ''}
              onChange={(_, { value }) => set({ 'text-align': value || undefined })}
            >
              <option value="">{visualText.unlike}</option>
              {aligns.map((align) => (
                <option key={align} value={align}>
                  {visualText.aligns[align]}
                </option>
              ))}
            </Select>
          </Field>
          <NumberField
            label={visualText.above}
            value={pixels(styles.get('padding-top') ?? styles.get('padding')?.split(' ')[0])}
            least={0}
            most={80}
            onChange={(above) => set({ 'padding-top': above && `${above}px` })}
          />
        </>
      )}
    </>
  );
}
