import { useEffect, useState } from 'react';

const settleMilliseconds = 250;

/** The text being typed: it goes into the address when the typing has settled, and follows the address when that changes. */
export function useSettledSearch(query: string, search: (query: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState(query);
  const [inAddress, setInAddress] = useState(query);
  if (inAddress !== query) {
    setInAddress(query);
    if (typed.trim() !== query) setTyped(query);
  }
  useEffect(() => {
    const text = typed.trim();
    if (text === query) return;
    const timer = setTimeout(() => search(text), settleMilliseconds);
    return () => clearTimeout(timer);
  }, [typed, query, search]);
  return [typed, setTyped];
}
