import { type ChangeEvent, type DragEvent, useRef, useState } from 'react';

/** A place for one file, chosen by a button or dropped: what the place and its hidden input need, and whether a file is held over it. */
export function useFileDrop(onFile: (file: File) => void) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [first] = files ?? [];
    if (first) onFile(first);
  };
  return {
    over,
    choose: () => input.current?.click(),
    place: {
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      },
    },
    field: {
      ref: input,
      type: 'file',
      onChange: (event: ChangeEvent<HTMLInputElement>) => {
        take(event.target.files);
        event.target.value = '';
      },
    },
  };
}
