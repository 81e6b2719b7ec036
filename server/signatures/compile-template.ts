import { collapseLines, collapseRows } from './collapse-rows.ts';
import { type ExpressionContext, expressionContexts } from './expression-contexts.ts';
import { checkAllThere, type Expression, type Hidden, hideExpressions, showExpressions } from './hidden-expressions.ts';
import { type ImageSource, imageAddresses, noImages } from './image-addresses.ts';
import { mailHtml } from './mail-html.ts';
import { imageProblems, outlookSafe } from './outlook-safe.ts';
import { runnable } from './run-program.ts';
import { type Place, placeAt, type TemplateSource, templateError } from './template.ts';
import type { TemplateFields } from './template-fields.ts';
import { templateFunctions } from './template-functions.ts';
import { readTemplate, type TemplateUse } from './template-language.ts';
import { markerField, type Program } from './template-program.ts';
import { checkShape } from './template-shape.ts';
import { textOfHtml, tidyText } from './text-variant.ts';

/** A template version as far as it can be made without a person: plain data, so that another thread can make it. */
export interface PreparedTemplate {
  html: Program;
  text: Program;
  /** The fields it shows. */
  fields: string[];
  /** What an author should know, with its place where it has one. */
  warnings: string[];
}

/** A template version ready to render: everything that does not depend on the person is done. */
export interface CompiledTemplate extends Pick<PreparedTemplate, 'fields' | 'warnings'> {
  html(fields: TemplateFields, marker: string): string;
  text(fields: TemplateFields): string;
}

/**
 * Prepares a version: check the language → hide expressions → inline CSS → sanitise → make Outlook-safe → let empty rows go → find each
 * expression's context → gate values by it → put expressions and marker in → write the program. Takes milliseconds, and many seconds
 * for what somebody made to take long: see template-compiler.ts. Throws TEMPLATE_INVALID with line and column.
 */
export function prepareTemplate(source: TemplateSource): PreparedTemplate {
  const use = checkSource(source.html, 'html');
  const hidden = hideExpressions(source.html);
  const safe = outlookSafe(prepared(hidden.html));
  checkAllThere(safe, hidden);
  const html = collapseRows(safe, hidden);
  const contexts = expressionContexts(html, hidden);
  const shown = showExpressions(html, hidden, (expression, index) => gated(expression, contexts[index] ?? 'text'));
  const uses = source.text === undefined ? [use] : [use, checkSource(source.text, 'text')];
  const text = source.text === undefined ? derivedText(html, hidden) : collapseLines(source.text);
  return {
    html: htmlProgram(withMarker(shown), hidden),
    text: readTemplate(text, 'text', true).program,
    fields: [...new Set(uses.flatMap(({ fields }) => [...fields]))],
    warnings: [...new Set([...uses.flatMap(unknownFields), ...imageProblems(html)])],
  };
}

/** Makes a prepared version ready to render. Cheap. */
export function loadTemplate(prepared: PreparedTemplate, images: ImageSource = noImages): CompiledTemplate {
  const addresses = imageAddresses(images);
  const [html, text] = [runnable(prepared.html, 'html', addresses), runnable(prepared.text, 'text', addresses)];
  const { fields, warnings } = prepared;
  return { html, text: (values) => tidyText(text(values, '')), fields, warnings };
}

/** Prepares and loads in this thread. */
export function compileTemplate(source: TemplateSource, images: ImageSource = noImages): CompiledTemplate {
  return loadTemplate(prepareTemplate(source), images);
}

/** What the readers of HTML and CSS cannot make sense of is the author's; hidden expressions keep the line. */
function prepared(html: string): string {
  try {
    return mailHtml(html);
  } catch (cause) {
    const place = placeAt(html, Math.max(0, html.search(/<style/i)), 'html');
    throw templateError('This HTML or its style sheet cannot be read.', place, cause);
  }
}

function checkSource(source: string, variant: Place['variant']): TemplateUse {
  checkShape(source, variant);
  return readTemplate(source, variant);
}

function gated({ kind, written, inner }: Expression, context: ExpressionContext): string {
  if (kind !== 'value' || context === 'text' || context === 'attribute') return written;
  const gate = { link: 'signetLink', image: 'signetImage', linkPart: 'signetPart' }[context];
  const isCall = /\s/.test(inner) || Object.hasOwn(templateFunctions, inner);
  return `{{${gate} ${isCall ? `(${inner})` : inner}}}`;
}

/** How often `withMarker` writes the marker. */
const markersWritten = 2;

/**
 * The signature in its marked wrapper. The anchor goes into the first cell with text that is always there: before a table, Word
 * would give it a line of its own. See marker.ts for why anchor and id.
 */
function withMarker(html: string): string {
  const anchor = `<a name="{{${markerField}}}"></a>`;
  const cells = [...html.matchAll(/<td[^>]*>(?:<span[^>]*>)?(?!\s*<table)/g)].filter(({ index }) =>
    outsideBlocks(html.slice(0, index)),
  );
  const at = cells[0] === undefined ? 0 : cells[0].index + cells[0][0].length;
  return `<div id="{{${markerField}}}">${html.slice(0, at)}${anchor}${html.slice(at)}</div>`;
}

function outsideBlocks(before: string): boolean {
  return before.split(/\{\{~?#/).length === before.split(/\{\{~?\//).length;
}

/** The program of HTML that went through the pipeline: read again as a template, so that the last word is about what will run. */
function htmlProgram(source: string, { expressions }: Hidden): Program {
  const use = readTemplate(source, 'html', true);
  const counted = expressions.filter(({ kind, inner }) => kind === 'value' || kind === 'open' || /^else\s/.test(inner));
  if (use.expressions !== counted.length + markersWritten) {
    throw templateError('Some braces do not pair as they seem to.', { variant: 'html', line: 1, column: 1 });
  }
  return use.program;
}

function derivedText(html: string, hidden: Hidden): string {
  return showExpressions(textOfHtml(html, hidden), hidden, ({ written }) => written);
}

function unknownFields(use: TemplateUse): string[] {
  return [...use.unknown].map(
    ([field, { variant, line, column }]) =>
      `${variant}.hbs, line ${line}, column ${column}: nobody has a field “${field}”.`,
  );
}
