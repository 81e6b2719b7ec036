import type { TemplateProblem } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import type { Place, TemplateContent } from './template.ts';
import type { TemplateCompiler } from './template-compiler.ts';

/** What is wrong with a template: the error that keeps it from being published, or what its author should know. */
export async function problemsOf({ source }: TemplateContent, compiler: TemplateCompiler): Promise<TemplateProblem[]> {
  try {
    const { warnings } = await compiler.compile(source);
    return warnings.map((message) => ({ severity: 'warning', message }));
  } catch (error) {
    if (!(error instanceof SignetError) || error.code !== 'TEMPLATE_INVALID') throw error;
    const { problem = error.message, ...place } = (error.details ?? {}) as Partial<Place> & { problem?: string };
    return [{ severity: 'error', message: problem, ...place }];
  }
}

/** Lets through what can be rendered. @throws {SignetError} TEMPLATE_INVALID with line and column */
export async function refuseUnusable({ source }: TemplateContent, compiler: TemplateCompiler): Promise<void> {
  await compiler.compile(source);
}
