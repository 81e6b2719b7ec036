import { licence } from './person.ts';
import { guidFor } from './seed.ts';
import type { DirectoryUser, MailboxPurpose, Tenant, UserEntry } from './types.ts';

interface SharedMailbox {
  localPart: string;
  displayName: string;
  purpose: MailboxPurpose;
  aliases?: string[];
}

/** Mailboxes that are nobody's own. In the directory they are users like any other, only disabled and without a licence. */
const mailboxes: readonly SharedMailbox[] = [
  { localPart: 'info', displayName: 'Northwind Harbour', purpose: 'shared', aliases: ['hello', 'contact'] },
  { localPart: 'sales', displayName: 'Sales Team', purpose: 'shared', aliases: ['vertrieb', 'ventes'] },
  { localPart: 'service', displayName: 'Customer Service', purpose: 'shared' },
  { localPart: 'invoices', displayName: 'Invoices & Accounts', purpose: 'shared', aliases: ['rechnung'] },
  { localPart: 'careers', displayName: 'Careers', purpose: 'shared', aliases: ['jobs'] },
  { localPart: 'press', displayName: 'Press Office', purpose: 'shared' },
  { localPart: 'servicedesk', displayName: 'IT Service Desk', purpose: 'shared' },
  { localPart: 'harbourmaster', displayName: 'Harbour Master’s Office', purpose: 'shared' },
  { localPart: 'room.elbe', displayName: 'Room Elbe (Hamburg, 12 seats)', purpose: 'room' },
  { localPart: 'room.alster', displayName: 'Room Alster (Hamburg, 4 seats)', purpose: 'room' },
  { localPart: 'room.avon', displayName: 'Room Avon (Bristol)', purpose: 'room' },
  { localPart: 'room.charles', displayName: 'Room Charles (Boston)', purpose: 'room' },
  { localPart: 'room.saone', displayName: 'Room Saône (Lyon)', purpose: 'room' },
  { localPart: 'equipment.van', displayName: 'Pool Van HH-NH 42', purpose: 'equipment' },
  { localPart: 'equipment.projector', displayName: 'Projector Göteborg', purpose: 'equipment' },
];

/** The shared mailboxes, rooms and equipment. */
export function mailboxEntries(tenant: Tenant): UserEntry[] {
  return mailboxes.map(({ localPart, displayName, purpose, aliases = [] }) => {
    const mail = `${localPart}@${tenant.domain}`;
    const user: DirectoryUser = {
      id: guidFor(`mailbox:${localPart}`),
      userPrincipalName: mail,
      displayName,
      mail,
      mailNickname: localPart,
      proxyAddresses: [
        `SMTP:${mail}`,
        `smtp:${localPart}@${tenant.initialDomain}`,
        ...aliases.map((alias) => `smtp:${alias}@${tenant.domain}`),
      ],
      otherMails: [],
      accountEnabled: false,
      userType: 'Member',
      createdDateTime: '2019-05-06T07:30:00Z',
      ...licence('none', ''),
    };
    return { user, purpose };
  });
}

const guests: readonly [string, string, string, 'Accepted' | 'PendingAcceptance' | null][] = [
  ['Dr. Beatrix Kallweit', 'b.kallweit', 'kallweit-partner.example', 'Accepted'],
  ['Jonathan Reeve', 'jonathan', 'reeve-shipping.example', 'Accepted'],
  ['Zoë Papadaki', 'zoe.papadaki', 'piraeus-agents.example', 'Accepted'],
  ['Auditor 2026', 'audit', 'lumen-audit.example', 'PendingAcceptance'],
  ['Ólafur Þórsson', 'olafur', 'nordurljos.example', 'Accepted'],
  ['Wei Zhang', 'wei.zhang', 'blue-crane.example', 'Accepted'],
  ['Consultant, External', 'consultant', 'tideline.example', 'PendingAcceptance'],
  ['Fatoumata Diallo', 'f.diallo', 'port-dakar.example', 'Accepted'],
  ['Renée van der Meulen', 'renee', 'vdmeulen.example', 'Accepted'],
  ['Print Shop', 'orders', 'printshop.example', null],
  ['Mateusz Wójcik', 'mateusz', 'gdansk-yard.example', 'Accepted'],
  ['Summer Intern (Uni)', 'intern', 'uni-hamburg.example', 'PendingAcceptance'],
];

/** People of other organisations, invited: no licence, no mailbox here, and one with no user type at all. */
export function guestEntries(tenant: Tenant): UserEntry[] {
  return guests.map(([displayName, localPart, domain, state]) => ({
    user: {
      id: guidFor(`guest:${localPart}@${domain}`),
      userPrincipalName: `${localPart}_${domain}#EXT#@${tenant.initialDomain}`,
      displayName,
      mail: `${localPart}@${domain}`,
      mailNickname: `${localPart}_${domain}#EXT#`,
      proxyAddresses: [`SMTP:${localPart}@${domain}`],
      otherMails: [`${localPart}@${domain}`],
      accountEnabled: true,
      ...(state === null ? {} : { userType: 'Guest' as const, externalUserState: state }),
      creationType: 'Invitation',
      createdDateTime: '2024-02-12T13:00:00Z',
      ...licence('none', ''),
    },
  }));
}
