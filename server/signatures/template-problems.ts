import type { TemplateProblem } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import { lintTemplate } from './lint/lint-template.ts';
import { type TemplateContent, templateError } from './template.ts';
import type { TemplateCompiler } from './template-compiler.ts';

/** What is wrong with a template: the error that keeps it from being published, or what its author should know. */
export async function problemsOf(content: TemplateContent, compiler: TemplateCompiler): Promise<TemplateProblem[]> {
  return lintTemplate(content, { compile: ({ source }) => compiler.compile(source) });
}

/** Lets through what everybody can be given. @throws {SignetError} TEMPLATE_INVALID with line and column */
export async function refuseUnusable(content: TemplateContent, compiler: TemplateCompiler): Promise<void> {
  const problem = (await problemsOf(content, compiler)).find(({ severity }) => severity === 'error');
  if (problem === undefined) return;
  const { message, variant, line, column } = problem;
  if (variant === undefined || line === undefined || column === undefined)
    throw new SignetError('TEMPLATE_INVALID', message, { details: { problem: message } });
  throw templateError(message, { variant, line, column });
}
