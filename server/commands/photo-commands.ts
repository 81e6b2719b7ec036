import type { Command } from 'commander';
import { commandActor } from '../access/index.ts';
import { groupNames } from '../groups/index.ts';
import { removePhoto, toPersonView, uploadPhoto } from '../people/index.ts';
import { SignetError } from '../platform/errors.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { readGivenFile } from './given-file.ts';
import { personAt } from './person-at.ts';

/** `people photo`: the photo that somebody's signature shows. */
export function addPhotoCommands(people: Command, add: AddCommand): void {
  add<SharedOptions & { remove?: boolean }>(
    people,
    'photo <address> [file]',
    'upload a photo of somebody, or take it back',
    async (signet, [address = '', file], { tenant: named, remove }) => {
      if ((file === undefined) !== (remove === true))
        throw new SignetError('VALIDATION', 'Name a PNG, JPEG or GIF, or say --remove.');
      const { _id: tenantId } = await signet.tenants.choose(named);
      const person = await personAt(tenantId, address, signet);
      const now = signet.clock.now();
      if (file === undefined) await removePhoto(person, commandActor(), now);
      else await uploadPhoto(person, await readGivenFile(file), commandActor(), now);
      const view = toPersonView(await personAt(tenantId, address, signet), await groupNames(tenantId));
      return { json: view, text: file === undefined ? 'The photo is taken back.' : `${address} has this photo now.` };
    },
    (command) => command.option('--remove', 'take an uploaded photo back'),
  );
}
