import type {
  ComposeType,
  PersonField,
  PersonKind,
  PersonState,
  RunCounts,
  RunPhase,
  RunTrigger,
} from '../../contract/index.ts';
import { formatNumber, plural } from '../format.ts';

/*
 * The texts of the frame and of what every page needs, in English; long because it is one catalogue. Another language is another object
 * of the type `Messages`. No markup in here: whole sentences, with functions where a sentence takes a value.
 */

const people = (count: number) => plural(count, { one: '1 person', other: `${formatNumber(count)} people` });

const fields: Record<PersonField, string> = {
  displayName: 'Display name',
  givenName: 'First name',
  surname: 'Last name',
  jobTitle: 'Job title',
  department: 'Department',
  companyName: 'Company',
  officeLocation: 'Office',
  streetAddress: 'Street',
  city: 'City',
  state: 'State or province',
  postalCode: 'Postal code',
  country: 'Country',
  businessPhone: 'Phone',
  mobilePhone: 'Mobile',
  faxNumber: 'Fax',
  mail: 'E-mail',
  userPrincipalName: 'Sign-in name',
  employeeId: 'Employee number',
  employeeType: 'Employee type',
  costCenter: 'Cost centre',
  division: 'Division',
  preferredLanguage: 'Language',
  usageLocation: 'Usage location',
  managerName: 'Manager',
  managerMail: "Manager's e-mail",
  website: 'Website',
};

const counts: Record<keyof RunCounts, string> = {
  seen: 'Seen',
  created: 'Added',
  updated: 'Changed',
  unchanged: 'Unchanged',
  removed: 'Removed',
  restored: 'Restored',
  skipped: 'Left out',
};

const phases: Record<RunPhase, string> = {
  waiting: 'Waiting to start',
  reading: 'Reading Microsoft 365',
  planning: 'Comparing with Signet',
  applying: 'Applying changes',
  ended: 'Done',
};

const triggers: Record<RunTrigger, string> = {
  nightly: 'Every night',
  manual: 'By hand',
  notification: 'Change notification',
  ruleChange: 'Rule change',
  interval: 'Every few minutes',
};

const personStates: Record<PersonState, string> = { active: 'Active', paused: 'Paused', removed: 'Removed' };
const personKinds: Record<PersonKind, string> = { user: 'User', guest: 'Guest', sharedMailbox: 'Shared mailbox' };
const composeTypes: Record<ComposeType, string> = { newMail: 'New mail', reply: 'Reply', forward: 'Forward' };

export const english = {
  product: 'Signet',
  title: (page: string) => `${page} · Signet`,
  people,
  fields,
  extensionAttribute: (number: string) => `Extension attribute ${number}`,
  personStates,
  personKinds,
  composeTypes,

  frame: {
    skip: 'Skip to content',
    navigation: 'Main',
    menu: 'Menu',
    closeMenu: 'Close menu',
    sections: { people: 'People', signatures: 'Signatures', delivery: 'Delivery', settings: 'Settings' },
    pages: {
      home: 'Home',
      people: 'People',
      groups: 'Groups',
      mailboxes: 'Shared mailboxes',
      templates: 'Templates',
      assignments: 'Assignments',
      campaigns: 'Campaigns',
      outlook: 'Outlook signatures',
      mailFlow: 'Mail flow',
      exchange: 'Exchange on-premises',
      userData: 'User data',
      runs: 'Sync history',
      access: 'Access',
      mySignature: 'My signature',
    },
    language: 'Language',
    roles: { admin: 'Admin', editor: 'Editor', auditor: 'Auditor' },
    theme: 'Appearance',
    themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
    signOut: 'Sign out',
    version: (version: string) => `Signet ${version}`,
    sandboxTitle: 'Sandbox: a pretend Microsoft 365.',
    sandboxBody: 'Nothing here is real.',
    sandboxLink: 'Open the compose window',
    syncing: 'A sync is running',
    follow: 'Follow it',
  },

  signIn: {
    page: 'Sign in',
    heading: 'Sign in to Signet',
    lead: 'The right e-mail signature for everyone in your organisation, managed in one place.',
    button: 'Sign in with Microsoft',
    hint: 'Use your work account. Everyone sees their own signature; what else you may do is decided by the roles in Microsoft Entra or in Signet.',
  },

  tenant: {
    brokenTitle: 'Signet has lost its access to Microsoft 365.',
    connectAgain: 'Connect again',
    connected: 'Connected to Microsoft 365',
    broken: 'Not connected',
  },

  home: {
    page: 'Home',
    startSync: 'Start sync',
    preview: 'Preview',
    whyNot: {
      role: 'Auditors can look, but not start a sync. Ask an admin or editor.',
      access: 'Microsoft 365 is not connected properly, so there is nothing to read from.',
      running: 'A sync is running already.',
    },
    onlyAdmins: 'Only an admin can decide this.',
    neverTitle: 'No sync has run yet',
    neverBody:
      'Start the first one to bring in the people of your organisation. Want to see who would come in first? Take a preview: it changes nothing.',
    neverBodyAuditor: 'As soon as an admin or editor has started the first sync, you see here how it went.',
    lastRun: 'Last sync',
    recent: 'Recent syncs',
    columns: { when: 'When', outcome: 'Outcome', changes: 'Changes', trigger: 'Started', duration: 'Took' },
    started: 'Started',
    startedBy: (who: string) => `By hand, by ${who}`,
    duration: 'Took',
    issuesTitle: (count: number) =>
      plural(count, { one: '1 person needs a look', other: `${formatNumber(count)} people need a look` }),
  },

  run: {
    counts,
    phases,
    triggers,
    outcomes: {
      running: 'Running',
      applied: 'Done',
      previewed: 'Preview',
      held: 'Held back',
      failed: 'Failed',
      cancelled: 'Cancelled',
      discarded: 'Discarded',
    },
    added: (count: number) => `${formatNumber(count)} added`,
    changed: (count: number) => `${formatNumber(count)} changed`,
    removed: (count: number) => `${formatNumber(count)} removed`,
    restored: (count: number) => `${formatNumber(count)} restored`,
    nothing: 'Nothing had changed',
    headline: {
      applied: 'Everyone is up to date',
      held: 'Finished, except for what needs a decision',
      failed: 'The sync did not succeed',
      cancelled: 'The sync was cancelled',
      discarded: 'What was held back has been discarded',
      previewed: 'This is what a sync would do',
    },
    failedWhy: (why: string) => `${why} Signatures go on working with what Signet knew before.`,
    unknownFailure: 'The cause is not recorded.',
    cancelledShort: 'Stopped before it was finished',
    cancelledBody: 'It was stopped before it was finished. The next sync starts afresh.',
    seenOf: (count: number) => `${people(count)} seen in Microsoft 365.`,
    discarded: (count: number) =>
      count > 0 ? `${people(count)} kept, who would have been removed.` : 'What was held back was not applied.',
    kept: (count: number) =>
      plural(count, { one: '1 removal is held back.', other: `${formatNumber(count)} removals are held back.` }),
    heldBack: 'Part of it is held back.',
  },

  progress: {
    heading: 'Sync is running',
    seen: (seen: number, pages: number) =>
      `${people(seen)} seen, ${plural(pages, { one: '1 page', other: `${formatNumber(pages)} pages` })} read`,
    seenAfter: (seen: number, pages: number) =>
      `${plural(seen, { one: 'person', other: 'people' })} seen in ${plural(pages, { one: '1 page', other: `${formatNumber(pages)} pages` })}`,
    throttled: (time: string) => `Microsoft 365 asked to slow down. It goes on at ${time}.`,
    background: 'It goes on by itself: you can leave this page.',
    cancel: 'Cancel',
    bar: 'Progress of the sync',
    finished: 'Sync finished',
    previewReady: 'Preview is ready',
    held: 'Sync finished, a decision is needed',
    failed: 'Sync failed',
    cancelled: 'Sync cancelled',
    show: 'Show',
    dismiss: 'Dismiss',
  },

  hold: {
    heading: (count: number) =>
      count > 0 ? `${people(count)} would be removed. Is that right?` : 'Some changes are held back. Are they right?',
    explain: 'Until this is decided, these people keep their signatures. A removal can be undone for 30 days.',
    who: 'Who would be removed',
    showAll: (count: number) => `Show all ${formatNumber(count)}`,
    showFewer: 'Show fewer',
    approve: (count: number) => (count > 0 ? `Remove ${people(count)}` : 'Apply the changes'),
    discard: (count: number) =>
      plural(count, { one: 'Keep this person', other: count > 0 ? `Keep ${people(count)}` : 'Discard the changes' }),
    confirmTitle: (count: number) => (count > 0 ? `Remove ${people(count)}?` : 'Apply what was held back?'),
    confirmBody: 'They get no signature any more. You can restore them for 30 days.',
    confirm: 'Yes, go ahead',
    cancel: 'Cancel',
  },

  preview: {
    heading: 'Preview',
    nothingChanged: 'Nothing has been changed yet.',
    nobodyRemoved: 'Nobody would be removed.',
    removedCount: (count: number) => `${people(count)} would be removed.`,
    wouldHold: 'This sync would wait for an approval before it removes anyone.',
    labels: {
      seen: 'Seen',
      created: 'Would be added',
      updated: 'Would change',
      unchanged: 'Stay as they are',
      removed: 'Would be removed',
      restored: 'Would come back',
      skipped: 'Left out',
    } satisfies Record<keyof RunCounts, string>,
  },

  peoplePage: {
    page: 'People',
    searchLabel: 'Search people',
    searchHint: 'Name or address',
    stateLabel: 'State',
    everyState: 'Every state',
    groupFilter: (name: string) => `Group: ${name}`,
    removeFilter: 'Show all groups',
    clear: 'Clear search and filters',
    columns: { name: 'Name', department: 'Department', groups: 'Groups', state: 'State' },
    caption: 'People whose signature Signet manages',
    shown: (count: number, more: boolean) => (more ? `The first ${formatNumber(count)} people` : people(count)),
    more: 'Show more',
    moreGroups: (count: number) => `+${formatNumber(count)}`,
    nobodyTitle: 'Nobody is here yet',
    nobodyBody: 'People come in with the first sync from Microsoft 365.',
    toHome: 'Go to Home and start a sync',
    noMatchTitle: 'Nobody matches',
    noMatchBody: 'Try another spelling, part of the name, or fewer filters.',
    unnamed: 'No name',
  },

  person: {
    close: 'Close',
    fields: 'Details',
    addresses: 'Addresses',
    primary: 'Primary',
    groups: 'Groups',
    noGroups: 'In no group.',
    noFields: 'Microsoft 365 has no details about this person.',
    showGroup: (name: string) => `Show everyone in ${name}`,
    fromDirectory: 'From Microsoft 365',
    byHand: 'Entered by hand',
    updated: (when: string) => `Changed ${when}`,
    signature: 'Signature',
    from: 'Sent from',
    composeType: 'Kind of mail',
    light: 'On white',
    dark: 'On dark',
    darkNote: 'Outlook may lighten dark text by itself. Here you see the colours as they are sent.',
    frame: (background: string) => `Signature preview, ${background.toLowerCase()}`,
    text: 'Plain text',
    noSignature: 'No signature for this kind of mail from this address.',
    noAddress: 'This person has no e-mail address, and therefore no signature.',
    template: (id: string, version: number) => `Template ${id}, version ${formatNumber(version)}`,
  },

  unsaved: {
    title: 'Leave without saving?',
    body: 'What you changed on this page is not saved yet.',
    form: 'What you changed in this form is not saved yet.',
    stay: 'Stay here',
    leave: 'Leave without saving',
  },

  save: {
    bar: 'Changes that are not saved',
    dirty: 'You have changes that are not saved.',
    save: 'Save',
    saved: 'Saved',
    discard: 'Discard changes',
    conflictTitle: 'Someone else changed this in the meantime.',
    conflictBody:
      'Your changes are still here, and nothing is lost. Save yours over theirs, or take theirs and start again from there.',
    keepMine: 'Save mine',
    takeTheirs: 'Take theirs',
    onlyAdmins: 'Only an admin can change this. You can look at everything.',
    mayNot: 'Your role can look at this, but not change it.',
  },

  item: {
    edit: 'Edit',
    close: 'Done',
    remove: 'Delete',
    undo: 'Undo',
    deleted: (name: string) => `${name} is deleted.`,
    asTable: 'As a table',
  },

  picker: {
    person: 'Person',
    personHint: 'Name or address',
    group: 'Group',
    nothing: 'Nothing matches',
    searching: 'Searching …',
    remove: (what: string) => `Remove ${what}`,
  },

  copy: { copy: 'Copy', copied: 'Copied' },

  missing: {
    page: 'Not found',
    heading: 'There is no such page',
    body: 'The address may be mistyped, or what it showed is gone.',
    home: 'Go to Home',
  },

  errors: {
    copyTrace: 'Copy for support',
    tryAgain: 'Try again',
    requestId: (id: string) => `Request ${id}`,
    offline: 'Signet cannot be reached. Check your connection, or whether the server is running.',
    unreadable: (status: number) => `Signet gave an answer that this page does not understand (HTTP ${status}).`,
    unexpected: 'Something went wrong in this page.',
    crashed: 'This page has stopped working',
    reload: 'Load it again',
    loading: 'Loading',
  },

  dates: {
    today: (time: string) => `today at ${time}`,
    yesterday: (time: string) => `yesterday at ${time}`,
    other: (date: string, time: string) => `${date} at ${time}`,
    underOne: 'under 1 s',
    seconds: (seconds: number) => `${formatNumber(seconds)} s`,
    minutes: (minutes: number, seconds: number) => (seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`),
    hours: (hours: number, minutes: number) => (minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`),
  },
};

/** The shape another language has to fill. */
export type Messages = typeof english;
