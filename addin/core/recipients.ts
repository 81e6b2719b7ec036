import type { Recipients } from '../../contract/signature.ts';
import type { Outlook } from './outlook.ts';

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

/**
 * Who reads this mail: colleagues only, or somebody else too, by the domains of the addresses. A mail without recipients yet, and one
 * that Outlook says nothing about, counts as going outside. Until the server has named the domains, the user's own is the internal one.
 */
export async function readRecipients(outlook: Outlook, internalDomains: string[]): Promise<Recipients> {
  if (outlook.kind === 'appointment') return 'external';
  const addresses = await outlook.recipients().catch(() => []);
  const domains = internalDomains.length > 0 ? internalDomains : [domainOf(outlook.user)];
  const isInternal = (address: string) => domains.indexOf(domainOf(address)) >= 0;
  return addresses.length > 0 && addresses.every(isInternal) ? 'internal' : 'external';
}
