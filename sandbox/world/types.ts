/**
 * A user as Graph's `user` resource names things. A property that is missing was never set; `null` was set once and cleared:
 * delta shows the difference, a list shows both as null.
 */
export interface DirectoryUser {
  id: string;
  userPrincipalName: string;
  displayName?: string | null;
  givenName?: string | null;
  surname?: string | null;
  mail?: string | null;
  mailNickname?: string | null;
  proxyAddresses?: string[];
  otherMails?: string[];
  jobTitle?: string | null;
  department?: string | null;
  companyName?: string | null;
  employeeId?: string | null;
  employeeType?: string | null;
  employeeOrgData?: { costCenter: string | null; division: string | null } | null;
  employeeHireDate?: string | null;
  officeLocation?: string | null;
  streetAddress?: string | null;
  city?: string | null;
  state?: string | null;
  postalCode?: string | null;
  country?: string | null;
  usageLocation?: string | null;
  preferredLanguage?: string | null;
  businessPhones?: string[];
  mobilePhone?: string | null;
  faxNumber?: string | null;
  accountEnabled?: boolean | null;
  userType?: 'Member' | 'Guest' | null;
  creationType?: string | null;
  externalUserState?: string | null;
  assignedLicenses?: { skuId: string; disabledPlans: string[] }[];
  assignedPlans?: { assignedDateTime: string; capabilityStatus: string; service: string; servicePlanId: string }[];
  onPremisesExtensionAttributes?: Record<string, string | null>;
  onPremisesSyncEnabled?: boolean | null;
  onPremisesImmutableId?: string | null;
  onPremisesSamAccountName?: string | null;
  onPremisesDistinguishedName?: string | null;
  createdDateTime?: string | null;
  deletedDateTime?: string | null;
  /** Directory extensions: `extension_{app id without dashes}_{name}`. */
  [extension: `extension_${string}`]: unknown;
}

export type MailboxPurpose = 'user' | 'linked' | 'shared' | 'room' | 'equipment' | 'others';
export type AppRole = 'admin' | 'editor' | 'auditor';

/** A picture as the directory would hand it out in the asked size; `undefined` size = the largest. */
export interface Photo {
  /** Changes with the picture. */
  etag: string;
  contentType: string;
  /** The largest edge there is, in pixels. */
  size: number;
  render(size: number): Uint8Array;
}

/** One user with what hangs on it. */
export interface UserEntry {
  user: DirectoryUser;
  managerId?: string;
  photo?: Photo;
  /** Missing: no mailbox. */
  purpose?: MailboxPurpose;
  /** Object ids of the mailboxes this person may send as. Graph doesn't tell; the pretend Outlook does. */
  sendAs?: string[];
  /** App roles in the sign-in token. */
  roles?: AppRole[];
  /** `soft`: in the recycle bin, restorable; `purged`: gone, remembered only for delta. */
  removed?: 'soft' | 'purged';
}

/** A group as Graph's `group` resource names things. */
export interface DirectoryGroup {
  id: string;
  displayName: string;
  description?: string | null;
  mail?: string | null;
  mailNickname: string;
  mailEnabled: boolean;
  securityEnabled: boolean;
  groupTypes: string[];
  proxyAddresses?: string[];
  visibility?: string | null;
  membershipRule?: string | null;
  membershipRuleProcessingState?: string | null;
  isAssignableToRole?: boolean | null;
  onPremisesSyncEnabled?: boolean | null;
  createdDateTime?: string | null;
  renewedDateTime?: string | null;
  deletedDateTime?: string | null;
}

/** One group with its direct members: object ids of users and groups. */
export interface GroupEntry {
  group: DirectoryGroup;
  members: string[];
  removed?: 'soft' | 'purged';
}

/** One line of the world's memory of changes, from which delta answers. */
export interface Change {
  version: number;
  kind: 'user' | 'group';
  id: string;
  /** Names of the properties changed; `manager` and `members` are among them. Missing: the object itself came, went or returned. */
  fields?: string[];
  /** Object ids that a link (`manager`, `members`) lost. */
  unlinked?: string[];
  /** Object ids that a link gained. */
  linked?: string[];
}

export interface Tenant {
  id: string;
  displayName: string;
  /** The domain of people's addresses. */
  domain: string;
  /** The domain that every tenant gets from Microsoft. */
  initialDomain: string;
  otherDomains: string[];
  country: string;
  city: string;
}
