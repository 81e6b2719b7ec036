import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import type { Tagged } from '../api/call.ts';
import type { Savable } from './save-bar.tsx';

/** Something with a version of its own while it is being edited. */
export interface ItemDraft<Item> extends Savable {
  value: Item;
  edit(change: Partial<Item>): void;
}

/**
 * A draft of one thing of a list. It is saved only if nobody else changed it since; whoever was second is asked, and until then both
 * versions are there.
 */
export function useItemDraft<Item>(options: {
  initial: Tagged<Item>;
  /** As it is now; absent: it is new. */
  read?: (() => Promise<Tagged<Item>>) | undefined;
  save: (item: Item, tag: string | undefined) => Promise<unknown>;
  onSaved: () => void;
}): ItemDraft<Item> {
  const [base, setBase] = useState(options.initial);
  const [value, setValue] = useState(base.data);
  const restart = (from: Tagged<Item>) => {
    setBase(from);
    setValue(from.data);
    store.reset();
    latest.reset();
  };
  const store = useMutation({
    mutationFn: (tag: string | undefined) => options.save(value, tag),
    onSuccess: options.onSaved,
  });
  const latest = useMutation({ mutationFn: async () => (options.read ? options.read() : base), onSuccess: restart });
  const conflict = store.error instanceof ApiError && store.error.code === 'CONFLICT';
  return {
    value,
    dirty: JSON.stringify(value) !== JSON.stringify(base.data),
    saving: store.isPending,
    error: conflict ? latest.error : store.error,
    conflict,
    edit: (change) => setValue((before) => ({ ...before, ...change })),
    save: () => store.mutate(base.tag),
    // whatever is there now
    keepMine: () => store.mutate('*'),
    discard: () => restart(base),
    takeTheirs: () => latest.mutate(),
  };
}
