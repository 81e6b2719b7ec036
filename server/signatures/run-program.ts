import Handlebars from 'handlebars';
import type { ImageAddresses } from './image-addresses.ts';
import type { TemplateFields } from './template-fields.ts';
import { functionIn, type Variant } from './template-functions.ts';
import type { FunctionCall, Operand, Program, Step } from './template-program.ts';

/** Writes a variant for one person. */
export type Writer = (fields: TemplateFields, marker: string) => string;

type Value = (fields: TemplateFields) => unknown;

/** Makes a program runnable. Values are escaped in HTML, except what functions that write elements escaped themselves. */
export function runnable(program: Program, variant: Variant, images: ImageAddresses): Writer {
  const operandOf = (operand: Operand): Value => {
    if ('call' in operand) return callOf(operand);
    if ('literal' in operand) return () => operand.literal;
    const { field } = operand;
    return (fields) => fields[field];
  };

  const functionOf = ({ call, named }: FunctionCall) => functionIn(variant, call, isLinked(named));

  const callOf = (call: FunctionCall): Value => {
    const { run } = functionOf(call);
    const given = call.values.map(operandOf);
    const settings = namedOf(call.named);
    return (fields) => run({ values: given.map((value) => value(fields)), named: settings(fields), fields, images });
  };

  const namedOf = (named: FunctionCall['named']): ((fields: TemplateFields) => Record<string, unknown>) => {
    const entries = Object.entries(named).map(([name, operand]) => [name, operandOf(operand)] as const);
    const all = (fields: TemplateFields) => Object.fromEntries(entries.map(([name, value]) => [name, value(fields)]));
    if (!Object.values(named).every((operand) => 'literal' in operand)) return all;
    const settled = all({});
    return () => settled;
  };

  const writerOf = (step: Step): Writer => {
    if (typeof step === 'string') return () => step;
    if ('marker' in step) return (_, marker) => marker;
    if ('write' in step) return valueWriter(step.write);
    const [when, body, otherwise] = [operandOf(step.when), sequence(step.body), sequence(step.otherwise)];
    const { negated } = step;
    return (fields, marker) => (Boolean(when(fields)) === negated ? otherwise : body)(fields, marker);
  };

  const valueWriter = (operand: Operand): Writer => {
    const value = operandOf(operand);
    const raw = variant === 'text' || ('call' in operand && functionOf(operand).raw);
    return raw ? (fields) => String(value(fields) ?? '') : (fields) => escaped(value(fields));
  };

  const sequence = (steps: Program): Writer => {
    const writers = steps.map(writerOf);
    return (fields, marker) => {
      let written = '';
      for (const write of writers) written += write(fields, marker);
      return written;
    };
  };

  return sequence(program);
}

/** With `link=true`, words become elements. */
function isLinked({ link }: FunctionCall['named']): boolean {
  return link !== undefined && 'literal' in link && link.literal === true;
}

function escaped(value: unknown): string {
  return Handlebars.escapeExpression(typeof value === 'string' ? value : String(value ?? ''));
}
