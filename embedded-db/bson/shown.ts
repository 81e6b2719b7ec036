import { decimalText } from './decimal.ts';
import {
  Binary,
  Code,
  DateValue,
  Decimal,
  Double,
  ObjectIdValue,
  Pointer,
  RawDoc,
  Regex,
  Singleton,
  SymbolValue,
  Timestamp,
  type Value,
} from './values.ts';

/** A value as MongoDB writes it in messages. */
export function shown(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Map) {
    const fields = [...value].map(([name, field]) => `${name}: ${shown(field)}`);
    return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}';
  }
  if (Array.isArray(value)) return value.length > 0 ? `[ ${value.map(shown).join(', ')} ]` : '[]';
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof Double) return `${value.value}.0`;
  if (value instanceof Decimal) return decimalText(value);
  if (value instanceof ObjectIdValue) return `ObjectId('${value.bytes.toString('hex')}')`;
  if (value instanceof DateValue) return `new Date(${value.millis})`;
  if (value instanceof Binary) return `BinData(${value.subtype}, ${value.bytes.toString('hex').toUpperCase()})`;
  if (value instanceof Regex) return `/${value.pattern}/${value.options}`;
  if (value instanceof Timestamp) return `Timestamp(${value.value >> 32n}, ${value.value & 0xffffffffn})`;
  if (value instanceof Code) return value.code;
  if (value instanceof SymbolValue) return JSON.stringify(value.value);
  if (value instanceof Pointer) return `DBRef('${value.namespace}', ${value.id.toString('hex')})`;
  if (value instanceof Singleton) {
    return value.name === 'undefined' ? 'undefined' : value.name === 'minKey' ? 'MinKey' : 'MaxKey';
  }
  return value instanceof RawDoc ? '{...}' : String(value);
}
