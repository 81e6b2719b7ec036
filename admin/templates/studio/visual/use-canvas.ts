import type { Editor } from 'grapesjs';
import { type RefObject, useEffect, useReducer, useRef, useState } from 'react';
import { openCanvas, showSource, sourceIn } from './canvas.ts';
import type { Shown } from './node-types.ts';

const changes = 'update component:input component:add component:remove component:update undo redo';
const looks = 'component:selected component:deselected rte:enable rte:disable undo redo';
/** Moments after the last of many small changes. */
const settled = 120;

/**
 * The canvas of a source: what is changed in it becomes the source, and another source is shown in it. A source that is only shown and left
 * again is never written: `onChange` hears of other texts only.
 */
export function useCanvas(props: {
  source: string;
  readOnly: boolean;
  shown: Shown;
  onChange: (source: string) => void;
}): { place: RefObject<HTMLDivElement | null>; editor: Editor | undefined } {
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor>();
  const [, lookAgain] = useReducer((count: number) => count + 1, 0);
  const latest = useRef(props);
  latest.current = props;
  const shown = useRef<Shown>({ ...props.shown });
  const known = useRef<string>(undefined);

  useEffect(() => {
    if (!place.current) return;
    const opened = openCanvas(place.current, shown.current, latest.current.readOnly);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let closed = false;
    const take = () => {
      clearTimeout(timer);
      if (known.current === undefined || latest.current.readOnly) return;
      const source = sourceIn(opened);
      if (source === known.current) return;
      known.current = source;
      latest.current.onChange(source);
    };
    opened.on(changes, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        take();
        lookAgain();
      }, settled);
    });
    opened.on(looks, lookAgain);
    opened.onReady(() => {
      if (!closed) setEditor(opened);
    });
    return () => {
      take();
      closed = true;
      known.current = undefined;
      setEditor(undefined);
      opened.destroy();
    };
  }, []);

  useEffect(() => {
    if (!editor || props.source === known.current) return;
    showSource(editor, props.source);
    known.current = props.source;
    lookAgain();
  }, [editor, props.source]);

  const { values, images } = props.shown;
  useEffect(() => {
    Object.assign(shown.current, { values, images });
    editor?.getWrapper()?.onAll((component) => component.trigger('paint'));
  }, [editor, values, images]);

  return { place, editor };
}
