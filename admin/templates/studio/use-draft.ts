import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DraftChange, TemplateDetail } from '../../../contract/index.ts';
import { isConflict } from '../../api/people-changes.ts';
import { useSaveDraft } from '../../api/template-queries.ts';

type Source = Pick<DraftChange, 'html' | 'text' | 'title'>;

/** The draft while it is worked on: what was changed here, and the tag of what it was changed from. */
export function useDraft(template: TemplateDetail, tag: string | undefined) {
  const client = useQueryClient();
  const [mine, setMine] = useState<Source>({});
  const [seen, setSeen] = useState(tag);
  const store = useSaveDraft(template.id);
  const conflict = isConflict(store.error);
  const dirty = Object.keys(mine).length > 0;
  if (!dirty && seen !== tag) setSeen(tag);
  const send = (given: string | undefined) =>
    store.mutate(
      { draft: mine, tag: given },
      {
        // What was written while it was being saved stays to be saved.
        onSuccess: ({ data, tag: stored }) => {
          setMine((now) => changed(now, data));
          setSeen(stored);
        },
      },
    );
  const forget = () => {
    setMine({});
    store.reset();
    void client.invalidateQueries({ queryKey: ['template', template.id] });
  };
  const text = mine.text === undefined ? template.source.text : (mine.text ?? undefined);
  return {
    title: mine.title ?? template.title,
    html: mine.html ?? template.source.html,
    text,
    edit: (change: Source) => setMine((before) => changed({ ...before, ...change }, template)),
    savable: {
      ...{ dirty, conflict, saving: store.isPending, error: conflict ? null : store.error },
      save: () => send(seen),
      // without a tag: over whatever is there
      keepMine: () => send('*'),
      ...{ discard: forget, takeTheirs: forget },
    },
  };
}

/** What differs from what is stored: what was changed and changed back is no change. */
function changed(mine: Source, { title, source }: TemplateDetail): Source {
  const stored: Source = { title, html: source.html, text: source.text ?? null };
  const keys = Object.keys(mine) as (keyof Source)[];
  return Object.fromEntries(keys.filter((key) => mine[key] !== stored[key]).map((key) => [key, mine[key]]));
}

export type TemplateDraft = ReturnType<typeof useDraft>;
