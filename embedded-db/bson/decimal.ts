import { Decimal } from './values.ts';

/** A Decimal128 taken apart: the value is ±coefficient · 10^exponent. */
export interface Parts {
  kind: 'finite' | 'infinite' | 'nan';
  negative: boolean;
  coefficient: bigint;
  exponent: number;
}

const BIAS = 6176;
const MIN_EXPONENT = -6176;
const MAX_EXPONENT = 6111;
const DIGITS = 34;
const LIMIT = 10n ** BigInt(DIGITS);
const COEFFICIENT_MASK = (1n << 113n) - 1n;

const partsOf = new WeakMap<Decimal, Parts>();

/** The parts of a Decimal128 (IEEE 754-2008, binary integer encoding). */
export function decimalParts(decimal: Decimal): Parts {
  const known = partsOf.get(decimal);
  if (known) return known;
  const high = decimal.bytes.readBigUInt64LE(8);
  const low = decimal.bytes.readBigUInt64LE(0);
  const negative = high >> 63n === 1n;
  const combination = Number((high >> 58n) & 31n);
  let parts: Parts;
  if (combination === 31) parts = { kind: 'nan', negative: false, coefficient: 0n, exponent: 0 };
  else if (combination === 30) parts = { kind: 'infinite', negative, coefficient: 0n, exponent: 0 };
  else {
    const oversized = combination >> 3 === 3;
    const exponent = Number((high >> (oversized ? 47n : 49n)) & 0x3fffn) - BIAS;
    const coefficient = ((high << 64n) | low) & COEFFICIENT_MASK;
    parts = { kind: 'finite', negative, coefficient: oversized || coefficient >= LIMIT ? 0n : coefficient, exponent };
  }
  partsOf.set(decimal, parts);
  return parts;
}

/** The Decimal128 nearest to the parts (half to even, 34 digits); overflow becomes infinite, underflow zero. */
export function decimalFrom(parts: Parts): Decimal {
  if (parts.kind === 'nan') return pack(0x7c00000000000000n, 0n);
  const sign = parts.negative ? 1n << 63n : 0n;
  if (parts.kind === 'infinite') return pack(sign | 0x7800000000000000n, 0n);
  const { coefficient, exponent } = rounded(parts.coefficient, parts.exponent);
  if (exponent > MAX_EXPONENT) return pack(sign | 0x7800000000000000n, 0n);
  const bits = (BigInt(exponent + BIAS) << 113n) | coefficient;
  return pack(sign | (bits >> 64n), bits & 0xffffffffffffffffn);
}

function rounded(coefficient: bigint, exponent: number): { coefficient: bigint; exponent: number } {
  const digits = coefficient.toString().length;
  let drop = Math.max(0, digits - DIGITS, MIN_EXPONENT - exponent);
  if (drop > digits + 1) drop = digits + 1;
  let result = coefficient;
  let power = exponent;
  if (drop > 0) {
    const divisor = 10n ** BigInt(drop);
    const half = divisor / 2n;
    const rest = coefficient % divisor;
    result = coefficient / divisor;
    if (rest > half || (rest === half && result % 2n === 1n)) result += 1n;
    power += drop;
    if (result >= LIMIT) {
      result /= 10n;
      power += 1;
    }
  }
  if (result === 0n) power = Math.min(Math.max(power, MIN_EXPONENT), MAX_EXPONENT);
  while (power > MAX_EXPONENT && result * 10n < LIMIT) {
    result *= 10n;
    power -= 1;
  }
  return { coefficient: result, exponent: power };
}

function pack(high: bigint, low: bigint): Decimal {
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64LE(low, 0);
  bytes.writeBigUInt64LE(high, 8);
  return new Decimal(bytes);
}

/** The parts of a double, exactly: every finite double is some integer times a power of ten. */
export function partsOfDouble(value: number): Parts {
  if (Number.isNaN(value)) return { kind: 'nan', negative: false, coefficient: 0n, exponent: 0 };
  const negative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return { kind: 'infinite', negative, coefficient: 0n, exponent: 0 };
  if (Number.isInteger(size)) return { kind: 'finite', negative, coefficient: BigInt(size), exponent: 0 };
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, size);
  const word = bits.getBigUint64(0);
  const biased = Number(word >> 52n);
  const mantissa = (word & 0xfffffffffffffn) | (biased === 0 ? 0n : 1n << 52n);
  const power = (biased === 0 ? 1 : biased) - 1075;
  // mantissa · 2^power with power < 0 is (mantissa · 5^-power) · 10^power.
  return { kind: 'finite', negative, coefficient: mantissa * 5n ** BigInt(-power), exponent: power };
}

/** The Decimal128 that MongoDB makes of a double: its 15 significant digits. */
export function decimalFromDouble(value: number): Decimal {
  if (!Number.isFinite(value) || Number.isInteger(value)) return decimalFrom(partsOfDouble(value));
  const short = parseDecimal(value.toPrecision(15));
  return short ?? decimalFrom(partsOfDouble(value));
}

/** The Decimal128 that the text names, or null. */
export function parseDecimal(text: string): Decimal | null {
  const special = /^([+-]?)(?:(inf(?:inity)?)|(nan))$/i.exec(text);
  if (special) {
    const negative = special[1] === '-';
    return decimalFrom({ kind: special[2] ? 'infinite' : 'nan', negative, coefficient: 0n, exponent: 0 });
  }
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text);
  if (!match || (!match[2] && !match[3])) return null;
  const fraction = match[3] ?? '';
  return decimalFrom({
    kind: 'finite',
    negative: match[1] === '-',
    coefficient: BigInt((match[2] ?? '') + fraction),
    exponent: Number(match[4] ?? 0) - fraction.length,
  });
}

/** A Decimal128 as text, in MongoDB's form ("1.50", "1E+3", "NaN", "-Infinity"). */
export function decimalText(decimal: Decimal): string {
  const { kind, negative, coefficient, exponent } = decimalParts(decimal);
  if (kind === 'nan') return 'NaN';
  const sign = negative ? '-' : '';
  if (kind === 'infinite') return `${sign}Infinity`;
  const digits = coefficient.toString();
  const scientific = digits.length - 1 + exponent;
  if (exponent > 0 || scientific < -6) {
    const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    return `${sign}${mantissa}E${scientific < 0 ? '' : '+'}${scientific}`;
  }
  if (exponent === 0) return sign + digits;
  const padded = digits.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** Compares two finite or infinite values exactly: negative, zero or positive. NaN must be dealt with before. */
export function compareParts(left: Parts, right: Parts): number {
  const leftSign = signOf(left);
  const rightSign = signOf(right);
  if (leftSign !== rightSign) return leftSign - rightSign;
  if (leftSign === 0) return 0;
  return leftSign * compareSizes(left, right);
}

function signOf(parts: Parts): number {
  if (parts.kind === 'finite' && parts.coefficient === 0n) return 0;
  return parts.negative ? -1 : 1;
}

function compareSizes(left: Parts, right: Parts): number {
  if (left.kind === 'infinite' || right.kind === 'infinite') {
    return (left.kind === 'infinite' ? 1 : 0) - (right.kind === 'infinite' ? 1 : 0);
  }
  const leftTop = left.coefficient.toString().length + left.exponent;
  const rightTop = right.coefficient.toString().length + right.exponent;
  if (leftTop !== rightTop) return leftTop - rightTop;
  const base = Math.min(left.exponent, right.exponent);
  const a = left.coefficient * 10n ** BigInt(left.exponent - base);
  const b = right.coefficient * 10n ** BigInt(right.exponent - base);
  return a < b ? -1 : a > b ? 1 : 0;
}
