import { isRecord } from './message.ts';

/** One line of the log of Office calls. `ms` is missing while an answer is awaited. */
export interface CallLine {
  id: number;
  at: number;
  source: string;
  kind: 'call' | 'event' | 'token' | 'note';
  name: string;
  detail: string;
  answer: string;
  state: 'waiting' | 'done' | 'failed' | 'never';
  ms?: number;
}

const longest = 160;

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}… (${text.length} characters)` : text;

/** A value in one short line: long texts (images, signatures) are cut, with their length in characters. */
export function shorten(value: unknown, most = longest): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return cut(value, most);
  const text = JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? cut(inner, 60) : inner));
  return text === '{}' ? '' : cut(text, most);
}

/** A record as `name: value` pairs, for reading; office.js's numbers for the two formats in words. */
export function describe(value: unknown): string {
  if (!isRecord(value)) return shorten(value);
  return Object.entries(value)
    .filter(([name]) => name !== '__timeout__')
    .map(([name, field]) => {
      if (name === 'coercionType' && typeof field === 'number') return `${name}: ${field === 3 ? 'html' : 'text'}`;
      return `${name}: ${shorten(field, 70)}`;
    })
    .join(', ');
}

/** Collects the lines and tells one listener; `now` gives milliseconds since 1970. */
export class CallLog {
  readonly lines: CallLine[] = [];
  private readonly now: () => number;
  private readonly onChange: (line: CallLine) => void;

  constructor(now: () => number, onChange: (line: CallLine) => void) {
    this.now = now;
    this.onChange = onChange;
  }

  /** Notes that something began; answer it with `end`. */
  begin(line: Pick<CallLine, 'source' | 'kind' | 'name' | 'detail'>): CallLine {
    const entry: CallLine = { ...line, id: this.lines.length + 1, at: this.now(), answer: '', state: 'waiting' };
    this.lines.push(entry);
    this.onChange(entry);
    return entry;
  }

  /** Notes how it ended. */
  end(line: CallLine, state: CallLine['state'], answer: string): void {
    line.state = state;
    line.answer = answer;
    line.ms = Math.round(this.now() - line.at);
    this.onChange(line);
  }

  /** A line that has no duration, such as a remark. */
  note(source: string, name: string, detail: string, failed = false): void {
    const line = this.begin({ source, kind: 'note', name, detail });
    this.end(line, failed ? 'failed' : 'done', '');
  }

  /** The whole log as text, one line a call, for the clipboard. */
  asText(): string {
    return this.lines
      .map((line) => {
        const took = line.ms === undefined ? '…' : `${line.ms} ms`;
        return [
          timeOfDay(line.at),
          line.source,
          line.name,
          line.detail,
          `→ ${line.state} ${line.answer}`.trim(),
          took,
        ].join('\t');
      })
      .join('\n');
  }
}

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** The local time of day with milliseconds. */
export function timeOfDay(at: number): string {
  return clock.format(at);
}
