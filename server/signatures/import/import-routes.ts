import { Router, raw } from 'express';
import { importQuerySchema } from '../../../contract/index.ts';
import { actorOf, askerOf, requireRole } from '../../access/index.ts';
import { findPersonByAddress } from '../../people/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { SignetError } from '../../platform/errors.ts';
import { parse } from '../../platform/http.ts';
import type { ImageService } from '../images/index.ts';
import type { LintService } from '../lint/lint-service.ts';
import { importSignature } from './import-signature.ts';
import { readSignatureFiles } from './read-signature-files.ts';

/** What looking over and importing need. */
export interface ImportRoutesOptions {
  images: ImageService;
  lint: LintService;
  clock: Clock;
}

/** `/templates/import` and `/templates/:id/lint`. */
export function createImportRoutes({ images, lint, clock }: ImportRoutesOptions): Router {
  const routes = Router();
  const body = raw({ type: () => true, limit: '9mb' });

  routes.post('/templates/import', requireRole('admin', 'editor'), body, async (request, response) => {
    const { address, accept } = parse(importQuerySchema, request.query);
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes) || bytes.length === 0)
      throw new SignetError(
        'BAD_REQUEST',
        'Send the .htm file (Content-Type: text/html) or a zip of it and its _files folder (application/zip) as the body.',
      );
    const asker = askerOf(request);
    const person = address ? await findPersonByAddress(asker.tenantId, address, clock.now()) : null;
    if (address && !person) throw new SignetError('PERSON_UNKNOWN', `No person has the address ${address}.`);
    const order = { tenantId: asker.tenantId, by: actorOf(asker), person: person?.fields, accept };
    response.json(await importSignature(readSignatureFiles(bytes), order, images));
  });

  routes.get('/templates/:id/lint', requireRole('admin', 'editor', 'auditor'), async (request, response) => {
    response.json({ items: await lint.lint(askerOf(request).tenantId, String(request.params.id)) });
  });

  return routes;
}
