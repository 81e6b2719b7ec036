import type { OutlookMailbox } from './outlook/index.ts';
import type { UserEntry } from './world/types.ts';
import type { World } from './world/world.ts';

/** The pretend Outlook offers people to choose from; more would only make its page slow. */
const most = 1000;

/** Whose Outlook one may open: everyone with a mailbox of their own and an account that isn't disabled. */
export function outlookMailboxes(world: World): OutlookMailbox[] {
  const mailboxes: OutlookMailbox[] = [];
  for (const entry of world.presentUsers()) {
    if (mailboxes.length >= most) break;
    if (entry.purpose === 'user' && entry.user.accountEnabled && entry.user.mail)
      mailboxes.push(toMailbox(world, entry));
  }
  return mailboxes;
}

function toMailbox(world: World, { user, sendAs = [] }: UserEntry): OutlookMailbox {
  const shared = sendAs.map((id) => world.findUser(id)?.user.mail).filter((mail): mail is string => Boolean(mail));
  const address = user.mail ?? user.userPrincipalName;
  const others = (user.proxyAddresses ?? []).filter((each) => /^smtp:/i.test(each)).map((each) => each.slice(5));
  return {
    oid: user.id,
    name: user.displayName ?? address,
    address,
    addresses: [address, ...others.filter((other) => other.toLowerCase() !== address.toLowerCase())],
    sendAs: shared,
  };
}
