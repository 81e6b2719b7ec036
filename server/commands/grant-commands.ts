import type { Command } from 'commander';
import { commandActor } from '../access/index.ts';
import type { Signet } from '../compose.ts';
import { groupId, groupNames } from '../groups/index.ts';
import { type Grantee, grantSender, type Person, revokeSender, viewGrants } from '../people/index.ts';
import { SignetError } from '../platform/errors.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { personAt } from './person-at.ts';
import { type Outcome, table } from './terminal.ts';

interface GrantOptions extends SharedOptions {
  group?: string;
}

/** `people grant|revoke|grants`: who may send as a mailbox. */
export function addGrantCommands(people: Command, add: AddCommand): void {
  const group = (command: Command) => command.option('--group <name>', 'everyone in this group, instead of one person');

  add<GrantOptions>(
    people,
    'grant <mailbox> [address]',
    'let a person, or a group, send as a mailbox with its signature',
    async (signet, args, options) => {
      const { mailbox, grantee } = await readGrant(signet, args, options);
      await grantSender(mailbox, grantee, commandActor(), signet.clock.now());
      return shown(mailbox);
    },
    group,
  );

  add<GrantOptions>(
    people,
    'revoke <mailbox> [address]',
    'take that back',
    async (signet, args, options) => {
      const { mailbox, grantee } = await readGrant(signet, args, options);
      await revokeSender(mailbox, grantee, commandActor(), signet.clock.now());
      return shown(mailbox);
    },
    group,
  );

  add<SharedOptions>(
    people,
    'grants <mailbox>',
    'who may send as a mailbox',
    async (signet, [address = ''], options) => {
      const tenant = await signet.tenants.choose(options.tenant);
      return shown(await personAt(tenant._id, address, signet));
    },
  );
}

async function readGrant(
  signet: Signet,
  [mailboxAddress = '', address]: string[],
  options: GrantOptions,
): Promise<{ mailbox: Person; grantee: Grantee }> {
  const tenant = await signet.tenants.choose(options.tenant);
  if ((address === undefined) === (options.group === undefined))
    throw new SignetError('VALIDATION', 'Name the address of a person, or --group <name>.');
  const mailbox = await personAt(tenant._id, mailboxAddress, signet);
  if (address !== undefined)
    return { mailbox, grantee: { kind: 'person', to: (await personAt(tenant._id, address, signet)).id } };
  const id = groupId(tenant._id, options.group ?? '');
  const names = await groupNames(tenant._id);
  if (!names.has(id))
    throw new SignetError(
      'NOT_FOUND',
      `There is no group called ${options.group}. There are: ${[...names.values()].join(', ') || 'none'}.`,
    );
  return { mailbox, grantee: { kind: 'group', to: id } };
}

async function shown(mailbox: Person): Promise<Outcome> {
  const items = await viewGrants(mailbox, await groupNames(mailbox.tenantId));
  const name = mailbox.address ?? mailbox.id;
  const rows = items.map(({ to }) => [`  ${to.name}`, to.kind === 'group' ? 'group' : (to.address ?? '')]);
  return {
    json: { mailbox: { id: mailbox.id, address: mailbox.address }, items },
    text: rows.length > 0 ? `May send as ${name}:\n${table(rows)}` : `Nobody else may send as ${name}.`,
  };
}
