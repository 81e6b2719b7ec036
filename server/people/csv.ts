/** One record of a CSV file, with the line it begins on (from 1). */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/** What a CSV text says, and where it is not CSV. */
export interface Csv {
  separator: string;
  records: CsvRecord[];
  problems: { line: number; message: string }[];
}

const separators = [',', ';', '\t'] as const;

/**
 * Reads CSV strictly by RFC 4180, with comma, semicolon or tab: whichever the first line has most of, or what a line `sep=;` (as
 * Excel writes it) says. A byte order mark and empty lines count for nothing; CRLF, LF and CR end a line.
 */
export function readCsv(text: string): Csv {
  const body = text.replace(/^\uFEFF/, '');
  const named = /^sep=(.)(?:\r\n|\n|\r|$)/i.exec(body);
  const separator = named?.[1] ?? mostFrequent(body);
  const start = named ? named[0].length : 0;
  const reader = new CsvReader(body, separator, start, named ? 2 : 1);
  return { separator, ...reader.readAll() };
}

/** The separator that stands most often in the first line, outside quotes. */
function mostFrequent(text: string): string {
  const first = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0].replace(/"(?:[^"]|"")*"/g, '') ?? '';
  const counts = separators.map((separator) => first.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Goes through the text once, character by character. */
class CsvReader {
  private readonly records: CsvRecord[] = [];
  private readonly problems: Csv['problems'] = [];
  private readonly text: string;
  private readonly separator: string;
  private at: number;
  private line: number;

  constructor(text: string, separator: string, at: number, line: number) {
    this.text = text;
    this.separator = separator;
    this.at = at;
    this.line = line;
  }

  readAll(): Pick<Csv, 'records' | 'problems'> {
    while (this.at < this.text.length) this.readRecord();
    return { records: this.records, problems: this.problems };
  }

  private readRecord(): void {
    const line = this.line;
    const cells: string[] = [];
    do cells.push(this.text[this.at] === '"' ? this.readQuoted() : this.readPlain());
    while (this.take(this.separator));
    this.takeLineEnd();
    if (cells.some((cell) => cell.trim() !== '')) this.records.push({ line, cells });
  }

  private readPlain(): string {
    const end = this.ends();
    const cell = this.text.slice(this.at, end);
    this.at = end;
    if (cell.includes('"'))
      this.problems.push({
        line: this.line,
        message:
          'A quotation mark stands inside a value: put the whole value in quotation marks and double those inside.',
      });
    return cell;
  }

  private readQuoted(): string {
    const line = this.line;
    let cell = '';
    this.at += 1;
    for (;;) {
      const quote = this.text.indexOf('"', this.at);
      if (quote < 0) {
        this.problems.push({ line, message: 'A quotation mark is opened here and never closed.' });
        this.at = this.text.length;
        return cell;
      }
      const part = this.text.slice(this.at, quote);
      this.line += lineEnds(part);
      cell += part;
      this.at = quote + 1;
      if (!this.take('"')) break;
      cell += '"';
    }
    const end = this.ends();
    if (end > this.at) {
      this.problems.push({ line: this.line, message: 'Something follows the closing quotation mark of a value.' });
      this.at = end;
    }
    return cell;
  }

  /** Where the plain text from here ends: at a separator, at the end of the line, or of the text. */
  private ends(): number {
    for (let at = this.at; at < this.text.length; at += 1) {
      const character = this.text[at];
      if (character === this.separator || character === '\n' || character === '\r') return at;
    }
    return this.text.length;
  }

  private take(wanted: string): boolean {
    if (this.text[this.at] !== wanted) return false;
    this.at += 1;
    return true;
  }

  private takeLineEnd(): void {
    const carriage = this.take('\r');
    if (this.take('\n') || carriage) this.line += 1;
  }
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
