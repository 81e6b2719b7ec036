import type { FieldSource, PersonFields } from '../../contract/index.ts';

/** A person's fields as they are kept. */
export interface KeptFields {
  source: 'directory' | 'manual';
  fields?: PersonFields;
  overrides?: PersonFields;
}

/** What is shown of a person, and where each value comes from. */
export interface ShownFields {
  fields: PersonFields;
  sources: Record<string, FieldSource>;
}

/**
 * The directory's values with those entered by hand on top, or, where the directory wins, underneath: what it does not know stays as
 * entered. A field emptied by hand is absent, and its source is the hand.
 */
export function showFields({ source, fields = {}, overrides = {} }: KeptFields, directoryWins: boolean): ShownFields {
  const shown: Record<string, string> = {};
  const sources: Record<string, FieldSource> = {};
  const [directory, hand]: Record<string, string>[] = [fields, overrides] as Record<string, string>[];
  for (const name of new Set([...Object.keys(directory ?? {}), ...Object.keys(hand ?? {})])) {
    const entered = hand?.[name];
    const read = directory?.[name];
    const byHand = entered !== undefined && !(directoryWins && read);
    const value = byHand ? entered : read;
    if (value) shown[name] = value;
    if (value || byHand) sources[name] = byHand || source === 'manual' ? 'hand' : 'directory';
  }
  return { fields: shown, sources };
}
