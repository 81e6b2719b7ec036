import { createContext, Script } from 'node:vm';
import { fail, systemCode } from '../errors.ts';

/**
 * JavaScript's regular expressions go back and try again, in the worst case for ever, and nothing else runs meanwhile.
 * Where that may take long, the search is first done where it can be stopped.
 */

/** How long one search may take (ms). */
const LIMIT_MS = 50;
/** Steps that are quick enough in any case. */
const FEW_STEPS = 1e7;

const place = createContext({ expression: /x/, text: '' });
const search = new Script('text.replace(expression, "")');
const risks = new WeakMap<RegExp, { repetitions: number; nested: boolean }>();

/** Throws 51156 if the expression takes too long on the text. */
export function boundSearch(expression: RegExp, text: string): void {
  let risk = risks.get(expression);
  if (!risk) {
    risk = riskOf(expression.source);
    risks.set(expression, risk);
  }
  const steps = risk.nested ? 2 ** text.length : text.length ** (risk.repetitions + 1);
  if (steps <= FEW_STEPS) return;
  Object.assign(place, { expression, text });
  try {
    search.runInContext(place, { timeout: LIMIT_MS });
  } catch (error) {
    if (systemCode(error) !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    fail(51156, `The regular expression /${expression.source}/ takes too long on a text of ${text.length} characters`);
  }
}

/** How many open-ended repetitions a pattern has, and whether one repeats what can match in several ways. */
function riskOf(pattern: string): { repetitions: number; nested: boolean } {
  let repetitions = 0;
  let nested = /\\[1-9]|\\k</.test(pattern);
  // For each open group: whether something in it repeats or there is a choice.
  const ambiguous = [false];
  let closed = false;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] as string;
    const repeats = /^(?:[*+]|\{\d+,?\d*\})/.exec(pattern.slice(at, at + 12))?.[0];
    if (repeats) {
      nested ||= closed;
      if (!/^\{\d+\}$/.test(repeats)) repetitions += 1;
      ambiguous[ambiguous.length - 1] = true;
      at += repeats.length - 1;
    }
    closed = false;
    if (char === '\\') at += 1;
    else if (char === '[') at = endOfClass(pattern, at);
    else if (char === '(') {
      ambiguous.push(false);
      if (pattern[at + 1] === '?') at += 1;
    } else if (char === '|' || char === '?') ambiguous[ambiguous.length - 1] = true;
    else if (char === ')') {
      closed = ambiguous.pop() ?? false;
      if (closed) ambiguous[ambiguous.length - 1] = true;
    }
  }
  return { repetitions, nested };
}

function endOfClass(pattern: string, start: number): number {
  let at = start + 1;
  while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1;
  return at;
}
