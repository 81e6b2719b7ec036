/** A function's call, or a field, inside `{{…}}`: its parts as written. */
export interface CallText {
  name: string;
  /** Fields, texts with their quotes, numbers, calls in parentheses. */
  values: string[];
  named: Map<string, string>;
}

const piece = /\s*(?:([A-Za-z][\w-]*)=)?("[^"]*"|'[^']*'|\((?:[^()"']|"[^"]*"|'[^']*'|\([^()]*\))*\)|[^\s"'()=]+)/y;

/** The parts of what stands between braces; null where it is more than a call. */
export function readCall(inner: string): CallText | null {
  const text = inner.trim();
  const [name] = /^[A-Za-z]\w*/.exec(text) ?? [];
  if (name === undefined) return null;
  const call: CallText = { name, values: [], named: new Map() };
  for (let at = name.length; at < text.length; at = piece.lastIndex) {
    piece.lastIndex = at;
    const [whole, key, value] = piece.exec(text) ?? [];
    if (whole === undefined || value === undefined || !/^\s/.test(whole)) return null;
    if (key === undefined) call.values.push(value);
    else call.named.set(key, value);
  }
  return call;
}

/** The call in braces. */
export function writeCall({ name, values, named }: CallText): string {
  return `{{${[name, ...values, ...[...named].map(([key, value]) => `${key}=${value}`)].join(' ')}}}`;
}

/** The call of an expression as it stands in a source; null for `{{{…}}}` and for more than a call. */
export function callOf(raw: string): CallText | null {
  return raw.startsWith('{{{') ? null : readCall(raw.slice(2, -2).replace(/^~|~$/g, ''));
}

/** A text without its quotes; undefined for anything else. */
export function textOf(value: string | undefined): string | undefined {
  return /^(["']).*\1$/s.test(value ?? '') ? value?.slice(1, -1) : undefined;
}

/** The fields that a call names, those in parentheses included. */
export function fieldsOf({ values }: Pick<CallText, 'values'>): string[] {
  return values.flatMap((value) => {
    if (value.startsWith('(')) {
      const call = readCall(value.slice(1, -1));
      return call === null ? [] : call.values.length === 0 ? [call.name] : fieldsOf(call);
    }
    return /^[A-Za-z]\w*$/.test(value) ? [value] : [];
  });
}
