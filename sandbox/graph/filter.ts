import type { JsonObject } from './graph-call.ts';
import { refusals } from './graph-errors.ts';

export interface Filter {
  test(object: JsonObject): boolean;
  /** Uses what only advanced queries may: ne, not, endsWith, $count of a list. */
  advanced: boolean;
  /** `id` or an address compared for equality and nothing else: can be looked up without a scan. */
  lookup?: { property: string; value: string }[];
}

/** The functions and operators that need `ConsistencyLevel: eventual` (Graph documentation, advanced queries on directory objects). */
const advancedWords = ['ne', 'not', 'endswith'];

/** Parses the part of OData's $filter that Graph knows for users and groups; throws 400 for the rest. */
export function parseFilter(text: string, properties: readonly string[]): Filter {
  const parser = new Parser(tokenize(text), properties);
  const test = parser.parse();
  return { test, advanced: parser.advanced, lookup: parser.lookupOnly ? parser.lookups : undefined };
}

type Test = (object: JsonObject) => boolean;
type Token = { kind: 'word' | 'string' | 'number' | 'sign'; text: string };

const pattern = /\s*(?:('(?:[^']|'')*')|([()\],:[])|(-?\d[\w.:+-]*)|([$\w@/.#-]+))/y;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.trimEnd().length) {
    const match = pattern.exec(text);
    if (!match) throw invalid();
    const [, string, sign, number, word] = match;
    if (string !== undefined) tokens.push({ kind: 'string', text: string.slice(1, -1).replaceAll("''", "'") });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  return tokens;
}

const invalid = () => refusals.badRequest('Invalid filter clause: Syntax error in the expression.');

class Parser {
  advanced = false;
  lookupOnly = true;
  readonly lookups: { property: string; value: string }[] = [];
  private at = 0;
  private readonly tokens: Token[];
  private readonly properties: readonly string[];

  constructor(tokens: Token[], properties: readonly string[]) {
    this.tokens = tokens;
    this.properties = properties;
  }

  parse(): Test {
    const test = this.either();
    if (this.at < this.tokens.length) throw invalid();
    return test;
  }

  private either(): Test {
    let left = this.both();
    while (this.takeWord('or')) {
      const [a, b] = [left, this.both()];
      left = (object) => a(object) || b(object);
    }
    return left;
  }

  private both(): Test {
    let left = this.single();
    while (this.takeWord('and')) {
      this.lookupOnly = false;
      const [a, b] = [left, this.single()];
      left = (object) => a(object) && b(object);
    }
    return left;
  }

  private single(): Test {
    if (this.takeWord('not')) {
      this.advanced = true;
      this.lookupOnly = false;
      const inner = this.single();
      return (object) => !inner(object);
    }
    if (this.takeSign('(')) {
      const inner = this.either();
      this.needSign(')');
      return inner;
    }
    return this.comparison();
  }

  private comparison(): Test {
    const name = this.need('word').text;
    if (['startswith', 'endswith'].includes(name.toLowerCase())) return this.textFunction(name.toLowerCase());
    if (name.toLowerCase() === 'contains') {
      throw refusals.unsupported("Unsupported Query. The function 'contains' is not supported.");
    }
    if (/\/any$/i.test(name)) return this.any(name.replace(/\/any$/i, ''));
    if (/\/\$count$/.test(name)) return this.countOf(name.replace('/$count', ''));
    const read = this.property(name);
    return this.operator(name, read);
  }

  private operator(name: string, read: (object: JsonObject) => unknown): Test {
    const operator = this.need('word').text.toLowerCase();
    if (operator === 'in') return this.within(name, read);
    const value = this.literal();
    if (advancedWords.includes(operator)) this.advanced = true;
    if (operator !== 'eq') this.lookupOnly = false;
    else this.noteLookup(name, value);
    const compare = comparisons[operator];
    if (!compare) throw invalid();
    return (object) => compare(fold(read(object)), fold(value));
  }

  private within(name: string, read: (object: JsonObject) => unknown): Test {
    this.needSign('(');
    const values: unknown[] = [];
    do values.push(this.literal());
    while (this.takeSign(','));
    this.needSign(')');
    for (const value of values) this.noteLookup(name, value);
    const folded = values.map(fold);
    return (object) => folded.includes(fold(read(object)));
  }

  private textFunction(name: string): Test {
    this.needSign('(');
    const read = this.property(this.need('word').text);
    this.needSign(',');
    const value = String(fold(this.need('string').text));
    this.needSign(')');
    this.lookupOnly = false;
    if (name === 'endswith') this.advanced = true;
    const fits = (text: string) => (name === 'endswith' ? text.endsWith(value) : text.startsWith(value));
    return (object) => fits(String(fold(read(object)) ?? ''));
  }

  /** `proxyAddresses/any(x:x eq 'smtp:…')`, also with startswith; and `groupTypes/any(c:c eq 'Unified')`. */
  private any(list: string): Test {
    const read = this.property(list);
    this.lookupOnly = false;
    this.needSign('(');
    const variable = this.need('word').text;
    this.needSign(':');
    const inner = new Parser(this.tokens, [variable, 'skuId']);
    inner.at = this.at;
    const test = inner.either();
    this.at = inner.at;
    this.advanced ||= inner.advanced;
    this.needSign(')');
    return (object) => {
      const values = read(object);
      return Array.isArray(values) && values.some((value) => test(isObject(value) ? value : { [variable]: value }));
    };
  }

  private countOf(list: string): Test {
    this.advanced = true;
    const read = this.property(list);
    return this.operator(list, (object) => {
      const values = read(object);
      return Array.isArray(values) ? values.length : 0;
    });
  }

  private property(path: string): (object: JsonObject) => unknown {
    const steps = path.split('/');
    const first = this.properties.find((known) => known.toLowerCase() === steps[0]?.toLowerCase());
    const name = first ?? (/^extension_/.test(path) ? path : undefined);
    if (name === undefined) {
      throw refusals.unsupported(`Unsupported or invalid query filter clause specified for property '${path}'.`);
    }
    return (object) =>
      steps.slice(1).reduce<unknown>((value, step) => (isObject(value) ? value[step] : value), object[name]);
  }

  private literal(): unknown {
    const token = this.tokens[this.at];
    this.at += 1;
    if (!token || token.kind === 'sign') throw invalid();
    if (token.kind === 'string') return token.text;
    if (token.kind === 'number') return /^-?\d+(\.\d+)?$/.test(token.text) ? Number(token.text) : token.text;
    const words: Record<string, unknown> = { true: true, false: false, null: null };
    if (!(token.text in words)) throw invalid();
    return words[token.text];
  }

  private noteLookup(property: string, value: unknown): void {
    if (['id', 'userPrincipalName'].includes(property) && typeof value === 'string')
      this.lookups.push({ property, value });
    else this.lookupOnly = false;
  }

  private need(kind: Token['kind']): Token {
    const token = this.tokens[this.at];
    if (token?.kind !== kind) throw invalid();
    this.at += 1;
    return token;
  }

  private needSign(text: string): void {
    if (!this.takeSign(text)) throw invalid();
  }

  private takeSign(text: string): boolean {
    return this.take('sign', text);
  }

  private takeWord(text: string): boolean {
    return this.take('word', text);
  }

  private take(kind: Token['kind'], text: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== kind || token.text.toLowerCase() !== text) return false;
    this.at += 1;
    return true;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The directory compares text without regard to letter case. */
function fold(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : (value ?? null);
}

const ordered = (test: (order: number) => boolean) => (a: unknown, b: unknown) => {
  if (a === null || b === null) return false;
  return test((a as string) < (b as string) ? -1 : a === b ? 0 : 1);
};

const comparisons: Record<string, (a: unknown, b: unknown) => boolean> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  gt: ordered((order) => order > 0),
  ge: ordered((order) => order >= 0),
  lt: ordered((order) => order < 0),
  le: ordered((order) => order <= 0),
};
