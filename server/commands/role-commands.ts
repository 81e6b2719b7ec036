import type { Command } from 'commander';
import { z } from 'zod';
import { roles } from '../../contract/index.ts';
import { grantRole, listRoleGrants, revokeRole } from '../access/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { personAt } from './person-at.ts';
import { table } from './terminal.ts';

const roleSchema = z.object({ role: z.enum(roles, `one of ${roles.join(', ')}`) });

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
      await grantRole(tenant._id, { objectId, role: granted, address: address.toLowerCase(), grantedAt: clock.now() });
      return { json: { address, role: granted, granted: true }, text: `${address} is ${granted}.` };
    },
  );

  add<SharedOptions>(
    role,
    'revoke <address> <role>',
    'take a role back',
    async ({ tenants, clock }, [address = '', given], options) => {
      const { role: taken } = parse(roleSchema, { role: given });
      const tenant = await tenants.choose(options.tenant);
      const revoked = await revokeRole(tenant._id, await objectIdAt(tenant._id, address, clock), taken);
      if (!revoked)
        throw new SignetError(
          'NOT_FOUND',
          `${address} was not granted the role ${taken} here (app roles of Entra are taken away in Entra).`,
        );
      return { json: { address, role: taken, granted: false }, text: `${address} is no longer ${taken}.` };
    },
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

async function objectIdAt(tenantId: string, address: string, clock: Clock): Promise<string> {
  const { objectId } = await personAt(tenantId, address, { clock });
  if (!objectId) throw new SignetError('VALIDATION', `${address} was entered by hand and cannot sign in.`);
  return objectId;
}
