import type { JsonObject } from './graph-call.ts';
import { GraphError, refusals } from './graph-errors.ts';

/** What a kind of object can show. */
export interface ObjectKind {
  /** As in `microsoft.graph.user`. */
  type: 'user' | 'group';
  defaults: readonly string[];
  properties: readonly string[];
  /** Properties that are lists: never null, empty when there's nothing. */
  lists: readonly string[];
}

/** The eleven properties that come without $select (Graph documentation, user: list). */
const userDefaults = [
  ...['businessPhones', 'displayName', 'givenName', 'jobTitle', 'mail', 'mobilePhone'],
  ...['officeLocation', 'preferredLanguage', 'surname', 'userPrincipalName', 'id'],
];

export const userKind: ObjectKind = {
  type: 'user',
  defaults: userDefaults,
  properties: [
    ...userDefaults,
    ...['mailNickname', 'proxyAddresses', 'otherMails', 'department', 'companyName', 'employeeId', 'employeeType'],
    ...['employeeOrgData', 'employeeHireDate', 'employeeLeaveDateTime', 'streetAddress', 'city', 'state', 'postalCode'],
    ...['country', 'usageLocation', 'faxNumber', 'accountEnabled', 'userType', 'creationType', 'externalUserState'],
    ...['externalUserStateChangeDateTime', 'assignedLicenses', 'assignedPlans', 'provisionedPlans', 'identities'],
    ...['imAddresses', 'ageGroup', 'consentProvidedForMinor', 'legalAgeGroupClassification', 'showInAddressList'],
    ...['onPremisesExtensionAttributes', 'onPremisesSyncEnabled', 'onPremisesImmutableId', 'onPremisesSamAccountName'],
    ...[
      'onPremisesDistinguishedName',
      'onPremisesDomainName',
      'onPremisesLastSyncDateTime',
      'onPremisesSecurityIdentifier',
    ],
    ...['onPremisesUserPrincipalName', 'onPremisesProvisioningErrors', 'securityIdentifier', 'isResourceAccount'],
    ...['createdDateTime', 'deletedDateTime', 'lastPasswordChangeDateTime', 'passwordPolicies', 'passwordProfile'],
    ...[
      'refreshTokensValidFromDateTime',
      'signInSessionsValidFromDateTime',
      'preferredDataLocation',
      'licenseAssignmentStates',
    ],
  ],
  lists: [
    ...['businessPhones', 'proxyAddresses', 'otherMails', 'assignedLicenses', 'assignedPlans', 'provisionedPlans'],
    ...['identities', 'imAddresses', 'onPremisesProvisioningErrors', 'licenseAssignmentStates'],
  ],
};

const groupProperties = [
  ...['id', 'deletedDateTime', 'classification', 'createdDateTime', 'description', 'displayName', 'expirationDateTime'],
  ...['groupTypes', 'isAssignableToRole', 'mail', 'mailEnabled', 'mailNickname', 'membershipRule'],
  ...[
    'membershipRuleProcessingState',
    'onPremisesLastSyncDateTime',
    'onPremisesSecurityIdentifier',
    'onPremisesSyncEnabled',
  ],
  ...['preferredDataLocation', 'preferredLanguage', 'proxyAddresses', 'renewedDateTime', 'resourceBehaviorOptions'],
  ...['resourceProvisioningOptions', 'securityEnabled', 'theme', 'visibility', 'onPremisesProvisioningErrors'],
];

export const groupKind: ObjectKind = {
  type: 'group',
  defaults: groupProperties,
  properties: [
    ...groupProperties,
    'securityIdentifier',
    'onPremisesDomainName',
    'onPremisesSamAccountName',
    'uniqueName',
  ],
  lists: [
    'groupTypes',
    'proxyAddresses',
    'resourceBehaviorOptions',
    'resourceProvisioningOptions',
    'onPremisesProvisioningErrors',
  ],
};

/** Not stored in the directory itself, so a list can't have them (501, Graph documentation, user: list). */
const notInLists = [
  ...['aboutMe', 'birthday', 'hireDate', 'interests', 'mySite', 'pastProjects', 'preferredName', 'responsibilities'],
  ...['schools', 'skills', 'mailboxSettings'],
];

/** The names in $select, in the schema's spelling; undefined without $select. Throws 400 or 501 as Graph does. */
export function parseSelect(
  kind: ObjectKind,
  text: string | null,
  relations: readonly string[] = [],
): string[] | undefined {
  if (text === null || text.trim() === '') return undefined;
  const known = [...kind.properties, ...relations];
  return text.split(',').map((part) => {
    const name = part.trim();
    if (/^extension_[0-9a-f]{32}_\w+$/i.test(name)) return name;
    const found = known.find((property) => property.toLowerCase() === name.toLowerCase());
    if (found) return found;
    if (kind.type === 'user' && notInLists.includes(name)) {
      throw new GraphError(501, 'NotImplemented', `The property '${name}' can't be selected in a collection of users.`);
    }
    throw refusals.noProperty(name, kind.type);
  });
}

/** An object as a list or a single read shows it: what has no value is null, lists are empty. */
export function project(kind: ObjectKind, source: object, select: string[] | undefined): JsonObject {
  const values = source as JsonObject;
  const out: JsonObject = {};
  for (const name of select ?? kind.defaults) {
    if (name.startsWith('extension_')) {
      if (values[name] !== undefined && values[name] !== null) out[name] = values[name];
    } else if (kind.properties.includes(name)) {
      out[name] = values[name] ?? emptyValue(kind, name);
    }
  }
  // Graph always adds the id, whether asked for or not.
  out.id = values.id;
  return out;
}

function emptyValue(kind: ObjectKind, name: string): unknown {
  return kind.lists.includes(name) ? [] : null;
}
