import type { Command } from 'commander';
import { commandActor } from '../access/index.ts';
import { erasePerson, exportPerson } from '../personal-records.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { personAt } from './person-at.ts';

/** `people export|erase`: everything stored about one person. */
export function addPersonalRecordCommands(people: Command, add: AddCommand): void {
  add<SharedOptions>(
    people,
    'export <address>',
    'everything stored about one person, as JSON',
    async (signet, [address = ''], options) => {
      const tenant = await signet.tenants.choose(options.tenant);
      const json = await exportPerson(await personAt(tenant._id, address, signet), signet.clock.now());
      return { json, text: JSON.stringify(json, null, 2) };
    },
  );

  add<SharedOptions>(
    people,
    'erase <address>',
    'forget everything stored about one person, at once and for good',
    async (signet, [address = ''], options) => {
      const tenant = await signet.tenants.choose(options.tenant);
      const person = await personAt(tenant._id, address, signet);
      const erased = await erasePerson(person, commandActor(), signet.clock.now());
      const again = person.objectId
        ? '\nIf Microsoft 365 still has this user, the next sync brings them back: an import rule keeps them out.'
        : '';
      return {
        json: { erased: true, ...erased },
        text: `${address} is erased, with ${erased.deliveries} deliveries and the names in ${erased.pages + erased.runs} runs.${again}`,
      };
    },
  );
}
