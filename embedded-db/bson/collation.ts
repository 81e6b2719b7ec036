import { fail } from '../errors.ts';
import { toNumber } from './numbers.ts';
import { type Doc, isDoc, isNumeric, type Value } from './values.ts';

/** A string order other than by bytes. Equal strings have equal folds. */
export interface Collation {
  readonly spec: Doc;
  compare(left: string, right: string): number;
  fold(text: string): string;
}

const SENSITIVITY = ['', 'base', 'accent', 'variant'] as const;

const known = new Map<string, Collation>();

/**
 * The collation a command asks for; null for none and for locale "simple". Strengths 1 to 3, caseFirst and numericOrdering;
 * what Intl.Collator cannot do (strength 4 and 5, caseLevel, shifted, backwards) is refused with code 2.
 */
export function parseCollation(spec: Value | undefined): Collation | null {
  if (spec === undefined || spec === null) return null;
  if (!isDoc(spec)) return fail(14, `BSON field 'collation' is the wrong type, expected type 'object'`);
  const locale = spec.get('locale');
  if (typeof locale !== 'string') return fail(40414, `BSON field 'collation.locale' is missing but a required field`);
  if (locale === 'simple') return null;
  const strength = spec.get('strength');
  const level = isNumeric(strength) ? toNumber(strength) : 3;
  if (!(level >= 1 && level <= 3)) return fail(2, `collation strength ${level} is not supported: use 1, 2 or 3`);
  refuse(spec);
  const caseFirst = spec.get('caseFirst') ?? 'off';
  const numeric = spec.get('numericOrdering') === true;
  const key = `${locale}/${level}/${String(caseFirst)}/${numeric}`;
  let collation = known.get(key);
  if (!collation) {
    collation = build(spec, locale, level, String(caseFirst), numeric);
    known.set(key, collation);
  }
  return collation;
}

function refuse(spec: Doc): void {
  for (const [name, plain] of [
    ['caseLevel', false],
    ['alternate', 'non-ignorable'],
    ['backwards', false],
  ] as const) {
    const value = spec.get(name);
    if (value !== undefined && value !== plain) fail(2, `collation option ${name} is not supported by this database`);
  }
}

function build(spec: Doc, locale: string, level: number, caseFirst: string, numeric: boolean): Collation {
  const name = locale.replaceAll('_', '-').replace(/@.*$/, '');
  let collator: Intl.Collator;
  try {
    collator = new Intl.Collator(name, {
      sensitivity: SENSITIVITY[level] || 'variant',
      caseFirst: caseFirst === 'upper' || caseFirst === 'lower' ? caseFirst : 'false',
      numeric,
      usage: 'sort',
    });
  } catch {
    return fail(2, `Field 'locale' is invalid in: { locale: "${locale}" }`);
  }
  const fold = (text: string) => foldText(text, level, numeric);
  return {
    spec: new Map<string, Value>([...spec, ['strength', level]]),
    fold,
    compare: (left, right) => {
      if (left === right) return 0;
      const order = collator.compare(left, right);
      const equal = fold(left) === fold(right);
      if (equal) return 0;
      return order !== 0 ? order : fold(left) < fold(right) ? -1 : 1;
    },
  };
}

/** One representative of all strings that are equal at this strength. */
function foldText(text: string, level: number, numeric: boolean): string {
  let folded = text;
  if (level < 3) folded = text.normalize('NFKD').replaceAll('ß', 'ss').toLowerCase().replaceAll('ς', 'σ');
  if (level === 1) folded = folded.replace(/\p{Mn}/gu, '');
  if (numeric) folded = folded.replace(/0+(?=\d)/g, '');
  return folded.normalize('NFC');
}
