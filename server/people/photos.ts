import { type Actor, audit } from '../access/index.ts';
import { SignetError } from '../platform/errors.ts';
import { cleanPhoto } from './clean-photo.ts';
import type { Person } from './person.ts';
import { deleteUploadedPhoto, photoTag, saveUploadedPhoto } from './photo-store.ts';

/** The largest file that is taken. Bytes. */
export const mostPhotoBytes = 4 * 1024 * 1024;

/**
 * Keeps a photo that somebody uploaded for a person, as pixels only. The directory's does not replace it.
 * @throws {SignetError} TOO_LARGE, or VALIDATION with what is wrong with the picture
 */
export async function uploadPhoto({ id, tenantId, photo }: Person, file: Buffer, by: Actor, now: Date): Promise<void> {
  if (file.length > mostPhotoBytes)
    throw new SignetError('TOO_LARGE', 'The photo has more than 4 MB. Make it smaller.');
  const taken = await cleanPhoto(file);
  if ('problem' in taken) throw new SignetError('VALIDATION', `The photo cannot be used. ${taken.problem}`);
  await saveUploadedPhoto({ _id: id, tenantId, ...taken, readAt: now });
  const after = { photo: photoTag(taken.bytes) };
  await audit(tenantId, { by, what: 'person.photo', targets: [id], before: photo ? { photo } : undefined, after }, now);
}

/**
 * Takes an uploaded photo back. Who has one in the directory gets that with the next look at photos.
 * @throws {SignetError} NOT_FOUND, VALIDATION where it is the directory's
 */
export async function removePhoto(person: Person, by: Actor, now: Date): Promise<void> {
  const { id, tenantId, photo, photoUploaded } = person;
  if (!photo) throw new SignetError('NOT_FOUND', 'There is no photo of this person.');
  if (!photoUploaded)
    throw new SignetError('VALIDATION', 'This photo is the one of Microsoft 365: change it there, or upload another.');
  await deleteUploadedPhoto(tenantId, id, now);
  await audit(tenantId, { by, what: 'person.photo', targets: [id], before: { photo } }, now);
}
