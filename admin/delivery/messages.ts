import type { DeliveryOccasion, DeliveryOutcome, OutlookClient } from '../../contract/index.ts';
import { catalogue } from '../catalogue.ts';
import { formatNumber, plural } from '../format.ts';
import { messages } from '../messages/messages.ts';

const count = (number: number) => messages.people(number);

const english = {
  outlook: {
    page: 'Outlook signatures',
    lead: 'The add-in puts the signature into every mail as soon as somebody starts to write, visible and editable.',
    manifest: 'The add-in for this installation',
    manifestBody:
      'One file describes the add-in for new and classic Outlook for Windows, Mac, the web, and phones. It belongs to this installation alone.',
    download: 'Download the manifest',
    address: 'Its address',
    rollOut: 'Roll it out',
    steps: [
      'Sign in to the Microsoft 365 admin center and open Settings → Integrated apps. This needs a Microsoft 365 admin, once.',
      'Choose “Upload custom apps”, then “Office Add-in”, and give the address of the manifest, or upload the file.',
      'Choose who gets it: start with yourself or a test group, then everyone. Choose “Fixed”, so that it is always there.',
      'Accept the permissions and finish. It takes up to 24 hours until Outlook shows it everywhere.',
    ],
    check:
      'Then write a mail: the signature stands there. Who has it, and with which Outlook, is shown under “Coverage”.',
    parts: { 'add-in': 'Roll-out', coverage: 'Coverage', settings: 'Settings' },
    guide: 'More about clients and their limits stands in docs/outlook.md of your installation.',
  },
  clients: {
    classic: 'Classic Outlook for Windows',
    newWindows: 'New Outlook for Windows',
    web: 'Outlook on the web',
    mac: 'Outlook for Mac',
    ios: 'Outlook for iOS',
    android: 'Outlook for Android',
  } satisfies Record<OutlookClient, string>,
  outcomes: {
    inserted: 'Inserted',
    insertedFromCache: 'From the device',
    unchanged: 'Left as it was',
    none: 'Has no signature',
    failed: 'Failed',
  } satisfies Record<DeliveryOutcome, string>,
  occasions: {
    opened: 'When a message was opened',
    fromChanged: 'When the sender was changed',
    recipientsChanged: 'When the recipients were changed',
    send: 'When a message was sent',
    pane: 'From the pane',
  } satisfies Record<DeliveryOccasion, string>,
  coverage: {
    lead: 'What the add-in of each person reported last. Reports tell neither content nor recipients, and are forgotten after 90 days.',
    heardOf: (heard: number, people: number) =>
      heard === 0
        ? `No add-in was heard of yet. ${count(people)} would get a signature.`
        : `The add-in of ${count(heard)} was heard of in the last 90 days. Active: ${count(people)}.`,
    versions: 'Versions in use',
    inUse: (number: number) => count(number),
    search: 'Search people',
    searchHint: 'Name or address',
    seen: 'Heard of',
    everyone: 'Everyone',
    seenYes: 'Heard of',
    seenNo: 'Never heard of',
    client: 'Outlook',
    everyClient: 'Every Outlook',
    outcome: 'Last outcome',
    everyOutcome: 'Every outcome',
    clear: 'Show everyone again',
    caption: 'Who has the signature in Outlook',
    columns: { person: 'Person', client: 'Outlook', inserted: 'Last insertion', last: 'Last report' },
    shown: (number: number, more: boolean) => (more ? `The first ${formatNumber(number)} people` : count(number)),
    moreClients: (number: number) => `+${formatNumber(number)}`,
    never: 'Never heard of',
    notYet: 'Not yet',
    nobodyTitle: 'Nobody matches',
    nobodyBody: 'Try fewer filters. Whoever has just got the add-in is heard of with their next message.',
  },
  deliveries: {
    title: 'Deliveries',
    nothing: 'The add-in of this person was never heard of in the last 90 days.',
    took: (milliseconds: number) => `${formatNumber(Math.round(milliseconds))} ms`,
    template: (id: string, version: number) => `${id}, version ${formatNumber(version)}`,
    all: (number: number) =>
      plural(number, { one: 'Show the other one', other: `Show the other ${formatNumber(number)}` }),
  },
  settings: {
    native: 'Outlook’s own signatures',
    nativeSwitch: 'Turn them off after Signet has signed a message',
    nativeHint:
      'So that never two signatures stand in a mail. This is each person’s own, lasting setting: Signet cannot turn it on again for them.',
    nativeTitle: 'Turn Outlook’s own signatures off?',
    nativeBody:
      'With the next message that somebody writes, the add-in sets their Outlook to “no signature”. To go back, people choose their signature anew, each on every device; on phones its text is deleted. It is in docs/outlook.md.',
    nativeConfirm: 'Turn off',
    sendCheck: 'Look once more when a message is sent',
    sendCheckHint:
      'For messages that start no add-in, like Quick Steps. It never keeps a message from being sent. On the desktop and the web.',
    sendChecks: {
      off: 'No',
      forgotten: 'Yes: put a signature in where none was ever put',
      always: 'Yes: also where somebody took it out',
    },
    manifestTitle: 'The manifest changes with this.',
    manifestBody:
      'Download it again once you have saved, upload it in the Microsoft 365 admin center, and accept the permissions. People are without the add-in until that is done.',
  },
  mailFlow: {
    page: 'Mail flow',
    title: 'Signatures on the server are not part of this version',
    body: 'Signet puts signatures in while people write, in Outlook. Adding them on the way, for mail written elsewhere, is planned and not part of this version: no mail passes through Signet, and nothing has to be set up here.',
  },
  exchange: {
    page: 'Exchange on-premises',
    title: 'Exchange on-premises is not part of this version',
    body: 'Signet works with mailboxes in Microsoft 365. Mailboxes on an Exchange server of your own are planned and not part of this version: nothing has to be set up here.',
  },
  toOutlook: 'Signatures in Outlook',
};

const german: typeof english = {
  outlook: {
    page: 'Signaturen in Outlook',
    lead: 'Das Add-in setzt die Signatur in jede Mail, sobald jemand zu schreiben beginnt, sichtbar und änderbar.',
    manifest: 'Das Add-in dieser Installation',
    manifestBody:
      'Eine Datei beschreibt das Add-in für das neue und das klassische Outlook für Windows, für Mac, das Web und Telefone. Sie gehört nur zu dieser Installation.',
    download: 'Manifest herunterladen',
    address: 'Seine Adresse',
    rollOut: 'Verteilen',
    steps: [
      'Melden Sie sich im Microsoft 365 Admin Center an und öffnen Sie Einstellungen → Integrierte Apps. Dafür braucht es einmal einen Admin von Microsoft 365.',
      'Wählen Sie „Benutzerdefinierte Apps hochladen“, dann „Office-Add-In“, und geben Sie die Adresse des Manifests an oder laden Sie die Datei hoch.',
      'Wählen Sie, wer es bekommt: erst Sie selbst oder eine Testgruppe, dann alle. Wählen Sie „Fest“, damit es immer da ist.',
      'Stimmen Sie den Berechtigungen zu und schließen Sie ab. Es dauert bis zu 24 Stunden, bis Outlook es überall zeigt.',
    ],
    check:
      'Schreiben Sie dann eine Mail: Die Signatur steht da. Wer sie hat und mit welchem Outlook, steht unter „Verbreitung“.',
    parts: { 'add-in': 'Verteilen', coverage: 'Verbreitung', settings: 'Einstellungen' },
    guide: 'Mehr über die Programme und ihre Grenzen steht in docs/outlook.md Ihrer Installation.',
  },
  clients: {
    classic: 'Klassisches Outlook für Windows',
    newWindows: 'Neues Outlook für Windows',
    web: 'Outlook im Web',
    mac: 'Outlook für Mac',
    ios: 'Outlook für iOS',
    android: 'Outlook für Android',
  },
  outcomes: {
    inserted: 'Eingesetzt',
    insertedFromCache: 'Vom Gerät',
    unchanged: 'Gelassen, wie sie war',
    none: 'Hat keine Signatur',
    failed: 'Fehlgeschlagen',
  },
  occasions: {
    opened: 'Beim Öffnen einer Nachricht',
    fromChanged: 'Nach einem Wechsel des Absenders',
    recipientsChanged: 'Nach einem Wechsel der Empfänger',
    send: 'Beim Senden',
    pane: 'Aus dem Aufgabenbereich',
  },
  coverage: {
    lead: 'Was das Add-in jeder Person zuletzt gemeldet hat. Meldungen nennen weder Inhalt noch Empfänger und werden nach 90 Tagen vergessen.',
    heardOf: (heard, people) =>
      heard === 0
        ? `Noch hat sich kein Add-in gemeldet. Eine Signatur bekämen: ${count(people)}.`
        : `In den letzten 90 Tagen gemeldet hat sich das Add-in von: ${count(heard)}. Aktiv: ${count(people)}.`,
    versions: 'Versionen im Einsatz',
    inUse: (number) => count(number),
    search: 'Personen suchen',
    searchHint: 'Name oder Adresse',
    seen: 'Gemeldet',
    everyone: 'Alle',
    seenYes: 'Hat sich gemeldet',
    seenNo: 'Noch nie gemeldet',
    client: 'Outlook',
    everyClient: 'Jedes Outlook',
    outcome: 'Letztes Ergebnis',
    everyOutcome: 'Jedes Ergebnis',
    clear: 'Wieder alle zeigen',
    caption: 'Wer die Signatur in Outlook hat',
    columns: { person: 'Person', client: 'Outlook', inserted: 'Zuletzt eingesetzt', last: 'Letzte Meldung' },
    shown: (number, more) => (more ? `Die ersten ${formatNumber(number)} Personen` : count(number)),
    moreClients: (number) => `+${formatNumber(number)}`,
    never: 'Noch nie gemeldet',
    notYet: 'Noch nicht',
    nobodyTitle: 'Niemand passt',
    nobodyBody:
      'Versuchen Sie es mit weniger Filtern. Wer das Add-in gerade erst hat, meldet sich mit der nächsten Nachricht.',
  },
  deliveries: {
    title: 'Einsätze',
    nothing: 'Das Add-in dieser Person hat sich in den letzten 90 Tagen nicht gemeldet.',
    took: (milliseconds) => `${formatNumber(Math.round(milliseconds))} ms`,
    template: (id, version) => `${id}, Version ${formatNumber(version)}`,
    all: (number) => plural(number, { one: 'Den anderen zeigen', other: `Die anderen ${formatNumber(number)} zeigen` }),
  },
  settings: {
    native: 'Outlooks eigene Signaturen',
    nativeSwitch: 'Ausschalten, nachdem Signet eine Nachricht unterschrieben hat',
    nativeHint:
      'Damit nie zwei Signaturen in einer Mail stehen. Es ist die eigene, bleibende Einstellung jeder Person: Signet kann sie für niemanden wieder einschalten.',
    nativeTitle: 'Outlooks eigene Signaturen ausschalten?',
    nativeBody:
      'Mit der nächsten Nachricht, die jemand schreibt, stellt das Add-in Outlook auf „keine Signatur“. Zurück geht es nur, indem jede Person ihre Signatur neu wählt, auf jedem Gerät; auf Telefonen wird ihr Text gelöscht. Mehr steht in docs/outlook.md.',
    nativeConfirm: 'Ausschalten',
    sendCheck: 'Beim Senden noch einmal nachsehen',
    sendCheckHint:
      'Für Nachrichten, die kein Add-in starten, etwa QuickSteps. Es hält nie eine Nachricht auf. Auf dem Desktop und im Web.',
    sendChecks: {
      off: 'Nein',
      forgotten: 'Ja: eine Signatur einsetzen, wo nie eine eingesetzt wurde',
      always: 'Ja: auch dort, wo jemand sie herausgenommen hat',
    },
    manifestTitle: 'Damit ändert sich das Manifest.',
    manifestBody:
      'Laden Sie es nach dem Speichern neu herunter, laden Sie es im Microsoft 365 Admin Center hoch und stimmen Sie den Berechtigungen zu. Bis dahin haben die Personen kein Add-in.',
  },
  mailFlow: {
    page: 'Nachrichtenfluss',
    title: 'Signaturen auf dem Server gehören nicht zu dieser Version',
    body: 'Signet setzt Signaturen ein, während man in Outlook schreibt. Sie unterwegs hinzuzufügen, für anderswo geschriebene Mails, ist geplant und gehört nicht zu dieser Version: Keine Mail läuft durch Signet, und hier ist nichts einzurichten.',
  },
  exchange: {
    page: 'Exchange lokal',
    title: 'Lokales Exchange gehört nicht zu dieser Version',
    body: 'Signet arbeitet mit Postfächern in Microsoft 365. Postfächer auf einem eigenen Exchange-Server sind geplant und gehören nicht zu dieser Version: Hier ist nichts einzurichten.',
  },
  toOutlook: 'Zu den Signaturen in Outlook',
};

/** The texts of the ways signatures are applied. */
export const deliveryText = catalogue({ en: english, de: german });
