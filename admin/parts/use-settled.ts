import { useEffect, useState } from 'react';

const settleMilliseconds = 250;

/** The value as soon as it has not changed for a moment: for asking the server about what is being typed. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMilliseconds);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
