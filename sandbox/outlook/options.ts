/** A person or shared mailbox that one may be, or write from, in the pretend Outlook. */
export interface OutlookMailbox {
  oid: string;
  name: string;
  address: string;
  /** All addresses, the primary one among them. */
  addresses: string[];
  /** Addresses of shared mailboxes that this one may write from. */
  sendAs: string[];
}

/** What the sandbox's sign-in gives for one person. `expires_in` in seconds. */
export interface UserToken {
  access_token: string;
  id_token: string;
  expires_in: number;
  scope: string;
}

/** What the pretend Outlook needs to know of the rest. */
export interface OutlookOptions {
  /** Where the add-in's own server is, e.g. http://localhost:3000; its manifest is at `${appUrl}/manifest.xml`. */
  appUrl: string;
  /** Our own https origin, e.g. https://localhost:3443. */
  url: string;
  tenantId: string;
  clientId: string;
  mailboxes: () => OutlookMailbox[];
  issueUserToken: (oid: string, scopes: string[], clientId: string) => Promise<UserToken>;
}
