import { type Router, raw } from 'express';
import { actorOf, askerOf, requireRole } from '../access/index.ts';
import { SignetError } from '../platform/errors.ts';
import type { PeopleRoutesOptions } from './people-routes-options.ts';
import { personOf } from './person-of-request.ts';
import { toPersonView } from './person-view.ts';
import { findPhoto } from './photo-store.ts';
import { removePhoto, uploadPhoto } from './photos.ts';

/** `/people/:id/photo`: the photo that somebody's signature shows. */
export function addPhotoRoutes(routes: Router, { groupNames, clock }: PeopleRoutesOptions): void {
  const editors = requireRole('admin', 'editor');
  const path = '/people/:id/photo';
  // More than allowed is let in, so that the answer can say what is wrong.
  const body = raw({ type: () => true, limit: '5mb' });

  routes.get(path, requireRole('admin', 'editor', 'auditor'), async (request, response) => {
    const { id, tenantId } = await personOf(request);
    const photo = await findPhoto(tenantId, id);
    if (!photo?.bytes) throw new SignetError('NOT_FOUND', 'There is no photo of this person.');
    response.type(photo.contentType ?? 'image/jpeg').send(photo.bytes);
  });

  routes.put(path, editors, body, async (request, response) => {
    const person = await personOf(request);
    const file: unknown = request.body;
    if (!Buffer.isBuffer(file) || file.length === 0)
      throw new SignetError('BAD_REQUEST', 'Send the photo as the body, with Content-Type: image/jpeg or the like.');
    await uploadPhoto(person, file, actorOf(askerOf(request)), clock.now());
    response.json(toPersonView(await personOf(request), await groupNames(person.tenantId)));
  });

  routes.delete(path, editors, async (request, response) => {
    const person = await personOf(request);
    await removePhoto(person, actorOf(askerOf(request)), clock.now());
    response.json(toPersonView(await personOf(request), await groupNames(person.tenantId)));
  });
}
