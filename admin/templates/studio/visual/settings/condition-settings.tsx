import { Button, Text } from '@fluentui/react-components';
import type { Component, Editor } from 'grapesjs';
import { addCondition, blockAround, dropCondition, setSource } from '../changes.ts';
import { placeOf } from '../components.ts';
import { visualText } from '../messages.ts';
import { withConditions } from '../place-rules.ts';
import { askedField, conditionWord } from '../words.ts';
import { FieldSelect } from './field-select.tsx';

/** When something is shown: always, or only where a field is filled. */
export function ConditionSettings({ editor, component }: { editor: Editor; component: Component }) {
  const isCondition = ['branch', 'block'].includes(placeOf(component)?.kind ?? '');
  const around = isCondition ? component : withConditions(component);
  const block = around === component && !isCondition ? undefined : blockAround(around);
  const first = block?.components().models[0];
  const place = placeOf(first);
  const open = place?.kind === 'branch' ? place.open : '';
  const asked = askedField(open);
  if (block && asked === undefined)
    return (
      <>
        <Text size={200}>{conditionWord(open)}</Text>
        <div>
          <Button size="small" onClick={() => dropCondition(editor, block)}>
            {visualText.dropCondition}
          </Button>
        </div>
      </>
    );
  return (
    <FieldSelect
      label={visualText.showIf}
      value={asked ?? ''}
      none={visualText.always}
      onChange={(field) => {
        if (!block) addCondition(editor, component, field);
        else if (field === '') dropCondition(editor, block);
        else if (first) setSource(first, { open: `{{#if ${field}}}` });
      }}
    />
  );
}
