import { countEmptyFields } from '../../people/index.ts';
import { readImages } from '../images/image-store.ts';
import type { TemplateContent } from '../template.ts';
import type { TemplateCompiler } from '../template-compiler.ts';
import type { TemplateService } from '../template-service.ts';
import type { Finding } from './finding.ts';
import { lintTemplate } from './lint-template.ts';

/** Looks templates over with what is known of a tenant: its people, and the weight of its images. */
export interface LintService {
  /** A template's draft, or what is published while there is none. */
  lint(tenantId: string, id: string): Promise<Finding[]>;
  /** A template that is none of the tenant's yet. */
  lintContent(tenantId: string, content: TemplateContent): Promise<Finding[]>;
}

/** The lint on the default mongoose connection. */
export function createLint({
  templates,
  compiler,
}: {
  templates: Pick<TemplateService, 'content'>;
  compiler: TemplateCompiler;
}): LintService {
  const service: LintService = {
    lint: async (tenantId, id) => service.lintContent(tenantId, await templates.content(tenantId, id, 'draft')),
    async lintContent(tenantId, content) {
      const [people, images] = await Promise.all([countEmptyFields(tenantId), readImages(tenantId)]);
      return lintTemplate(content, {
        compile: ({ source }) => compiler.compile(source),
        people,
        imageBytes: new Map(images.map(({ double }) => [double.file, double.bytes])),
      });
    },
  };
  return service;
}
