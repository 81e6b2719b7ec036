import { catalogue } from '../catalogue.ts';
import { formatNumber } from '../format.ts';

const english = {
  status: 'Is everything well?',
  good: 'Well',
  look: 'Needs a look',
  lastSync: 'Last sync',
  never: 'Never',
  next: (when: string) => `Next: ${when}`,
  nextNone: 'No sync starts by itself',
  without: 'Without a signature',
  withoutAll: 'Everyone gets one for new mail today',
  withoutSome: (names: string, more: boolean) => `For new mail today: ${names}${more ? ' …' : ''}`,
  atLeast: (count: number) => `At least ${formatNumber(count)}`,
  addin: 'Seen in Outlook',
  addinOf: (count: number) => `of ${formatNumber(count)} people have the add-in`,
  campaigns: 'Campaigns running',
  campaignsPlanned: (count: number) => (count > 0 ? `${formatNumber(count)} planned` : 'None planned'),
  warnings: {
    CREDENTIAL_EXPIRES: (date: string) =>
      `What Signet signs in to Microsoft 365 with expires on ${date}. Put a new secret or certificate in place before.`,
    CREDENTIAL_EXPIRED: (date: string) =>
      `What Signet signs in to Microsoft 365 with expired on ${date}. Put a new secret or certificate in place.`,
    NO_NOTIFICATIONS: (_date: string) =>
      'Change notifications are on, but Microsoft 365 cannot reach Signet: changes come with the next sync.',
  },
  connection: 'Connection',
  runsTitle: 'What syncs changed, last 30 days',
  runsNone: 'No sync has changed anything in the last 30 days.',
  day: 'Day',
  created: 'Added',
  updated: 'Changed',
  removed: 'Removed',
  failedRuns: (count: number) => `Failed syncs in these days: ${formatNumber(count)}`,
  coverageTitle: 'Outlooks with the add-in, by version',
  coverageNone: 'No Outlook has shown a signature yet. Roll the add-in out to see them here.',
  coverageLink: 'Who has it',
  outlook: 'Outlook',
  version: 'Version',
  people: 'People',
  platforms: {
    classic: 'Outlook on Windows (classic)',
    newWindows: 'Outlook on Windows (new)',
    web: 'Outlook on the web',
    mac: 'Outlook on Mac',
    ios: 'Outlook on iOS',
    android: 'Outlook on Android',
  } as Record<string, string>,
  otherVersions: 'others',
};

const german: typeof english = {
  status: 'Ist alles in Ordnung?',
  good: 'In Ordnung',
  look: 'Bitte ansehen',
  lastSync: 'Letzte Synchronisierung',
  never: 'Nie',
  next: (when) => `Nächste: ${when}`,
  nextNone: 'Keine startet von selbst',
  without: 'Ohne Signatur',
  withoutAll: 'Für neue Mails bekommen heute alle eine',
  withoutSome: (names, more) => `Für neue Mails heute: ${names}${more ? ' …' : ''}`,
  atLeast: (count) => `Mindestens ${formatNumber(count)}`,
  addin: 'In Outlook gesehen',
  addinOf: (count) => `von ${formatNumber(count)} Personen haben das Add-in`,
  campaigns: 'Laufende Kampagnen',
  campaignsPlanned: (count) => (count > 0 ? `${formatNumber(count)} geplant` : 'Keine geplant'),
  warnings: {
    CREDENTIAL_EXPIRES: (date) =>
      `Womit Signet sich bei Microsoft 365 anmeldet, läuft am ${date} ab. Hinterlegen Sie vorher ein neues Geheimnis oder Zertifikat.`,
    CREDENTIAL_EXPIRED: (date) =>
      `Womit Signet sich bei Microsoft 365 anmeldet, ist am ${date} abgelaufen. Hinterlegen Sie ein neues Geheimnis oder Zertifikat.`,
    NO_NOTIFICATIONS: () =>
      'Änderungsmeldungen sind eingeschaltet, aber Microsoft 365 erreicht Signet nicht: Änderungen kommen mit der nächsten Synchronisierung.',
  },
  connection: 'Verbindung',
  runsTitle: 'Was Synchronisierungen änderten, letzte 30 Tage',
  runsNone: 'In den letzten 30 Tagen hat keine Synchronisierung etwas geändert.',
  day: 'Tag',
  created: 'Hinzugekommen',
  updated: 'Geändert',
  removed: 'Entfernt',
  failedRuns: (count) => `Fehlgeschlagen in diesen Tagen: ${formatNumber(count)}`,
  coverageTitle: 'Outlooks mit dem Add-in, nach Version',
  coverageNone: 'Noch hat kein Outlook eine Signatur gezeigt. Sobald das Add-in verteilt ist, stehen sie hier.',
  coverageLink: 'Wer es hat',
  outlook: 'Outlook',
  version: 'Fassung',
  people: 'Personen',
  platforms: {
    classic: 'Outlook unter Windows (klassisch)',
    newWindows: 'Outlook unter Windows (neu)',
    web: 'Outlook im Web',
    mac: 'Outlook auf dem Mac',
    ios: 'Outlook auf iOS',
    android: 'Outlook auf Android',
  },
  otherVersions: 'andere',
};

/** The texts of Home that are not those of a run. */
export const homeText = catalogue({ en: english, de: german });
