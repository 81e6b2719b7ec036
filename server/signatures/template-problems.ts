import type { TemplateProblem } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import { compileTemplate } from './compile-template.ts';
import type { Place, TemplateContent } from './template.ts';

/** What is wrong with a template: the error that keeps it from being published, or what its author should know. */
export function problemsOf({ source }: TemplateContent): TemplateProblem[] {
  try {
    return compileTemplate(source).warnings.map((message) => ({ severity: 'warning', message }));
  } catch (error) {
    if (!(error instanceof SignetError) || error.code !== 'TEMPLATE_INVALID') throw error;
    const { problem = error.message, ...place } = (error.details ?? {}) as Partial<Place> & { problem?: string };
    return [{ severity: 'error', message: problem, ...place }];
  }
}

/** Lets through what can be rendered. @throws {SignetError} TEMPLATE_INVALID with line and column */
export function refuseUnusable({ source }: TemplateContent): void {
  compileTemplate(source);
}
