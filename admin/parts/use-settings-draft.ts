import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SettingsView } from '../../contract/index.ts';
import { ApiError } from '../api/api-error.ts';
import type { Tagged } from '../api/call.ts';
import { saveSettings, settingsQuery } from '../api/settings-queries.ts';
import type { Savable } from './save-bar.tsx';

/** Some settings while they are being edited. */
export interface SettingsDraft<Part> extends Savable {
  /** What is shown: the saved settings, with what was changed here. */
  value: Part;
  /** What was there when the editing began. */
  saved: Part;
  edit(change: Partial<Part>): void;
}

/** The named members of an object. */
export function pick<Whole extends object, Name extends keyof Whole>(
  whole: Whole,
  names: readonly Name[],
): Pick<Whole, Name> {
  return Object.fromEntries(names.map((name) => [name, whole[name]])) as Pick<Whole, Name>;
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * A draft of the named settings of a section; null until they are read. Somebody who saves other settings meanwhile is no conflict: theirs are kept
 * and ours go in beside them. Only who changed the same ones is asked about, and until then both are there.
 */
export function useSettingsDraft<Section extends keyof SettingsView, Name extends keyof SettingsView[Section]>(
  section: Section,
  names: readonly Name[],
): { draft: SettingsDraft<Pick<SettingsView[Section], Name>> | null; error: Error | null; retry: () => unknown } {
  type Part = Pick<SettingsView[Section], Name>;
  const client = useQueryClient();
  const read = useQuery(settingsQuery);
  const [edited, setEdited] = useState<{ base: Part; mine: Partial<Part> }>();
  const [conflict, setConflict] = useState(false);

  const store = useMutation({
    mutationFn: async ({ mine, base }: { mine: Partial<Part>; base: Part | 'whatever' }) => {
      let latest: Tagged<SettingsView> = await client.fetchQuery({
        ...settingsQuery,
        staleTime: Number.POSITIVE_INFINITY,
      });
      for (let tries = 0; tries < 3; tries += 1) {
        // it may have been read again since the editing began
        if (base !== 'whatever' && !same(pick(latest.data[section], names), base)) return 'conflict';
        try {
          const answer = await saveSettings(section, { ...latest.data[section], ...mine }, latest.tag);
          client.setQueryData(settingsQuery.queryKey, answer);
          return 'saved';
        } catch (error) {
          if (!(error instanceof ApiError && error.code === 'CONFLICT')) throw error;
          latest = await client.fetchQuery({ ...settingsQuery, staleTime: 0 });
        }
      }
      return 'conflict';
    },
    onSuccess: (outcome) => {
      setConflict(outcome === 'conflict');
      if (outcome === 'saved') setEdited(undefined);
    },
  });

  if (read.data === undefined) return { draft: null, error: read.error, retry: read.refetch };
  const saved = edited?.base ?? pick(read.data.data[section], names);
  const value = { ...saved, ...edited?.mine };
  const forget = () => {
    setEdited(undefined);
    setConflict(false);
    store.reset();
  };
  const draft: SettingsDraft<Part> = {
    value,
    saved,
    dirty: !same(value, saved),
    saving: store.isPending,
    error: store.error,
    conflict,
    edit: (change) => setEdited((before) => ({ base: before?.base ?? saved, mine: { ...before?.mine, ...change } })),
    save: (onSaved) =>
      edited &&
      store.mutate(
        { mine: edited.mine, base: edited.base },
        { onSuccess: (outcome) => outcome === 'saved' && onSaved?.() },
      ),
    keepMine: () => edited && store.mutate({ mine: edited.mine, base: 'whatever' }),
    discard: forget,
    takeTheirs: forget,
  };
  return { draft, error: null, retry: read.refetch };
}
