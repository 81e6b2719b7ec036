import { Button, Checkbox, Field, Select, Text } from '@fluentui/react-components';
import type { Component } from 'grapesjs';
import { inQuotes } from '../../insert-picture.ts';
import { type CallText, callOf, textOf, writeCall } from '../call-text.ts';
import { setSource } from '../changes.ts';
import { pictureOf } from '../expression-look.ts';
import { visualText } from '../messages.ts';
import { networks } from '../networks.ts';
import { ColorField } from './color-field.tsx';
import { FieldSelect } from './field-select.tsx';
import { NumberField } from './number-field.tsx';
import { TextField } from './text-field.tsx';

const sized = new Set(['photo', 'qr', 'social']);
const clickable = new Set(['phone', 'mail', 'site']);
const coloured = new Set(['photo', 'qr', 'social', ...clickable]);
const isField = (value: string) => /^[A-Za-z]\w*$/.test(value) && value !== 'true' && value !== 'false';

/** What an expression shows, and how; what it says beside that stays as it was written. */
export function ValueSettings(props: {
  component: Component;
  raw: string;
  onPicture: (choose: (name: string) => void) => void;
}) {
  const { component, raw } = props;
  const call = callOf(raw);
  const written = (
    <Text size={200}>
      {visualText.written} <code>{raw}</code>
    </Text>
  );
  if (call === null) return written;
  const write = (change: Partial<CallText>) => setSource(component, { raw: writeCall({ ...call, ...change }) });
  const name = (key: string, value: string | undefined) => {
    const named = new Map(call.named);
    if (value === undefined) named.delete(key);
    else named.set(key, value);
    write({ named });
  };
  const valueAt = (index: number, value: string) => write({ values: call.values.with(index, value) });
  const picture = pictureOf(raw);
  const isAlone = call.values.length === 0 && call.named.size === 0 && picture === null && !raw.includes('address');
  return (
    <>
      {isAlone && (
        <FieldSelect label={visualText.field} value={call.name} onChange={(field) => write({ name: field })} />
      )}
      {call.name === 'social' && (
        <Field label={visualText.network} size="small">
          <Select
            size="small"
            value={textOf(call.values[0]) ?? ''}
            onChange={(_, { value }) => valueAt(0, inQuotes(value))}
          >
            {Object.entries(networks).map(([network, title]) => (
              <option key={network} value={network}>
                {title}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {call.values.map((value, index) =>
        isField(value) ? (
          <FieldSelect
            // biome-ignore lint/suspicious/noArrayIndexKey: the values of a call are told apart by their place
            key={index}
            label={call.name === 'social' ? visualText.profile : visualText.field}
            value={value}
            onChange={(field) => valueAt(index, field)}
          />
        ) : null,
      )}
      {picture?.name !== undefined && (
        <>
          <Button size="small" onClick={() => props.onPicture((image) => valueAt(0, inQuotes(image)))}>
            {visualText.choosePicture}
          </Button>
          <NumberField
            label={visualText.width}
            value={call.named.get('width') ?? ''}
            least={8}
            most={600}
            onChange={(width) => name('width', width || undefined)}
          />
          <TextField
            label={visualText.alt}
            value={textOf(call.named.get('alt')) ?? ''}
            onChange={(alt) => name('alt', alt ? inQuotes(alt) : undefined)}
          />
          <TextField
            label={visualText.href}
            value={textOf(call.named.get('href')) ?? call.named.get('href') ?? ''}
            onChange={(href) => name('href', href === '' ? undefined : isField(href) ? href : inQuotes(href))}
          />
        </>
      )}
      {sized.has(call.name) && (
        <NumberField
          label={visualText.size}
          value={call.named.get('size') ?? String(picture?.width ?? '')}
          least={call.name === 'social' ? 12 : 48}
          most={call.name === 'social' ? 64 : 300}
          onChange={(size) => name('size', size || undefined)}
        />
      )}
      {call.name === 'photo' && (
        <>
          <Checkbox
            label={visualText.round}
            checked={call.named.get('round') !== 'false'}
            onChange={(_, { checked }) => name('round', checked ? undefined : 'false')}
          />
          <Field label={visualText.fallback} size="small">
            <Select
              size="small"
              value={textOf(call.named.get('fallback')) === 'none' ? 'none' : 'initials'}
              onChange={(_, { value }) => name('fallback', value === 'none' ? '"none"' : undefined)}
            >
              <option value="initials">{visualText.fallbacks.initials}</option>
              <option value="none">{visualText.fallbacks.none}</option>
            </Select>
          </Field>
        </>
      )}
      {clickable.has(call.name) && (
        <Checkbox
          label={visualText.clickable}
          checked={call.named.get('link') === 'true'}
          onChange={(_, { checked }) => name('link', checked ? 'true' : undefined)}
        />
      )}
      {coloured.has(call.name) && (
        <ColorField
          label={visualText.color}
          value={textOf(call.named.get('color')) ?? ''}
          onChange={(color) => name('color', `"${color}"`)}
        />
      )}
      {written}
    </>
  );
}
