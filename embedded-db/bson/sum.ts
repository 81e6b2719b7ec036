import { decimalFromDouble, decimalParts } from './decimal.ts';
import { divideDecimals } from './decimal-arithmetic.ts';
import { calculate, isIntegral, toDecimal, toNumber } from './numbers.ts';
import { Decimal, Double, makeDouble, type Numeric, type Value } from './values.ts';

/** Sums numbers of mixed types; int64 overflow goes on as double. Doubles are summed with compensation, as MongoDB does. */
export class Sum {
  #whole: Numeric = 0;
  #doubles = 0;
  #compensation = 0;
  #hasDoubles = false;
  #decimal: Decimal | null = null;

  add(value: Numeric): void {
    if (value instanceof Decimal)
      this.#decimal = this.#decimal ? (calculate('add', this.#decimal, value) as Decimal) : value;
    else if (isIntegral(value)) {
      const sum = calculate('add', this.#whole, value);
      if (sum === null) {
        this.#addDouble(toNumber(this.#whole));
        this.#addDouble(toNumber(value));
        this.#whole = 0n;
      } else this.#whole = sum;
    } else this.#addDouble(value instanceof Double ? value.value : value);
  }

  #addDouble(value: number): void {
    this.#hasDoubles = true;
    const sum = this.#doubles + value;
    if (Math.abs(this.#doubles) >= Math.abs(value)) this.#compensation += this.#doubles - sum + value;
    else this.#compensation += value - sum + this.#doubles;
    this.#doubles = sum;
  }

  /** The sum of the doubles; the compensation is no number once they are infinite. */
  #exactDoubles(): number {
    return Number.isFinite(this.#doubles) ? this.#doubles + this.#compensation : this.#doubles;
  }

  result(): Numeric {
    if (this.#decimal) {
      const rest = this.#hasDoubles
        ? decimalFromDouble(this.#exactDoubles() + toNumber(this.#whole))
        : toDecimal(this.#whole);
      return calculate('add', this.#decimal, rest) as Decimal;
    }
    if (!this.#hasDoubles) return this.#whole;
    return makeDouble(this.#exactDoubles() + toNumber(this.#whole));
  }
}

/** The average of numbers, null of none. */
export function average(sum: Sum, count: number): Value {
  if (count === 0) return null;
  const total = sum.result();
  if (total instanceof Decimal) return divideDecimals(decimalParts(total), decimalParts(toDecimal(count)));
  return makeDouble(toNumber(total) / count);
}

/** The standard deviation of numbers (of a population or a sample), null where there is none. */
export function deviation(values: number[], ofSample: boolean): Value {
  const count = values.length;
  if (count === 0 || (ofSample && count === 1)) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return makeDouble(Math.sqrt(squares / (ofSample ? count - 1 : count)));
}
