import type { Command } from 'commander';
import { z } from 'zod';
import { roles } from '../../contract/index.ts';
import { commandActor, giveRole, listRoleGrants, takeRole } from '../access/index.ts';
import { parse } from '../platform/http.ts';
import { objectIdAt } from '../role-routes.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { table } from './terminal.ts';

const roleSchema = z.object({ role: z.enum(roles, `one of ${roles.join(', ')}`) });

interface RevokeOptions extends SharedOptions {
  evenLast?: boolean;
}

/** `role grant|list|revoke`. A role belongs to the person's object id; the address only finds them. */
export function addRoleCommands(program: Command, add: AddCommand): void {
  const role = program.command('role').description('who may do what in the admin app');

  add<SharedOptions>(
    role,
    'grant <address> <role>',
    `give a person a role: ${roles.join(', ')}`,
    async ({ tenants, clock }, [address = '', given], options) => {
      const { role: granted } = parse(roleSchema, { role: given });
      const tenant = await tenants.choose(options.tenant);
      const objectId = await objectIdAt(tenant._id, address, clock);
      const grant = { objectId, role: granted, address: address.toLowerCase() };
      await giveRole(tenant._id, grant, commandActor(), clock.now());
      return { json: { address, role: granted, granted: true }, text: `${address} is ${granted}.` };
    },
  );

  add<RevokeOptions>(
    role,
    'revoke <address> <role>',
    'take a role back',
    async ({ tenants, clock }, [address = '', given], options) => {
      const { role: taken } = parse(roleSchema, { role: given });
      const tenant = await tenants.choose(options.tenant);
      const grant = { objectId: await objectIdAt(tenant._id, address, clock), role: taken };
      await takeRole(tenant._id, grant, commandActor(), clock.now(), { evenLast: options.evenLast });
      return { json: { address, role: taken, granted: false }, text: `${address} is no longer ${taken}.` };
    },
    (command) => command.option('--even-last', 'also where no admin is left afterwards'),
  );

  add<SharedOptions>(role, 'list', 'the roles granted in Signet', async ({ tenants }, _args, options) => {
    const tenant = await tenants.choose(options.tenant);
    const items = (await listRoleGrants(tenant._id)).map(({ address, role: granted, grantedAt }) => ({
      address,
      role: granted,
      grantedAt: grantedAt.toISOString(),
    }));
    return {
      json: { items },
      text:
        items.length > 0
          ? table(items.map((grant) => [grant.address, grant.role, `since ${grant.grantedAt.slice(0, 10)}`]))
          : 'None. App roles of Entra count, too.',
    };
  });
}
