import type { Request } from 'express';
import { actorOf, askerOf } from '../access/index.ts';
import { seenRevision } from '../platform/http.ts';
import type { Publisher } from './publishing-service.ts';
import { publishingSettings } from './publishing-settings.ts';

/** Who changes something, what they saw of it, and whether they may publish: admins, and editors where the tenant lets them. */
export async function publisherOf(request: Request): Promise<Publisher> {
  const asker = askerOf(request);
  const { roles, tenantId } = asker;
  const mayPublish =
    roles.includes('admin') || (roles.includes('editor') && (await publishingSettings(tenantId)).editors);
  return { by: actorOf(asker), seen: seenRevision(request), mayPublish };
}
