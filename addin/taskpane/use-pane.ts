import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProfileAnswer, ProfileChange, SignatureAnswer } from '../../contract/signature.ts';
import { isOffline, sayLine, sayWhy } from './pane-words.ts';
import { changeProfile, insertFromPane, type PaneView, readPane, refreshPane } from './pane-work.ts';

/** One line of what happened, with when. */
export interface Happening {
  id: number;
  at: number;
  text: string;
}

/** What the pane shows, and the work its buttons start: one at a time, and every outcome ends as a line of the log. */
export function usePane() {
  const [view, setView] = useState<PaneView>();
  const [profile, setProfile] = useState<ProfileAnswer>();
  const [busy, setBusy] = useState(true);
  const [offline, setOffline] = useState(false);
  const [log, setLog] = useState<Happening[]>([]);
  const lines = useRef(0);

  const note = useCallback((text: string, at = Date.now()) => {
    lines.current += 1;
    const id = lines.current;
    setLog((before) => [...before, { id, at, text }]);
  }, []);

  const work = useCallback(
    async (task: () => Promise<string | undefined>) => {
      setBusy(true);
      try {
        const text = await task();
        if (text) note(text);
      } catch (error) {
        setOffline(isOffline(error));
        note(sayWhy(error));
      }
      setBusy(false);
    },
    [note],
  );

  const fetchAll = useCallback(async () => {
    setProfile(await refreshPane());
    setOffline(false);
    setView(await readPane());
  }, []);

  const started = useRef(false);
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    void work(async () => {
      const found = await readPane();
      setView(found);
      for (const line of found.log) note(sayLine(line), line.at);
      await fetchAll();
      return undefined;
    });
  }, [work, note, fetchAll]);

  return {
    ...{ view, profile, busy, offline, log },
    refresh: () =>
      work(async () => {
        await fetchAll();
        return 'Your signatures are up to date.';
      }),
    insert: (answer: SignatureAnswer) =>
      work(async () =>
        (await insertFromPane(answer))
          ? 'The signature was inserted.'
          : 'This appointment has text already. Outlook on the web can only sign empty appointments.',
      ),
    change: (change: Partial<ProfileChange>) =>
      work(async () => {
        setProfile(await changeProfile(change));
        await fetchAll();
        return change.fields ? 'Your details were saved.' : 'Your choice was saved.';
      }),
  };
}
