import { formatNumber, plural } from '../format.ts';
import type { Messages } from './english.ts';

/* The same texts in German; long because it is one catalogue. */

const people = (count: number) => plural(count, { one: '1 Person', other: `${formatNumber(count)} Personen` });

export const german: Messages = {
  product: 'Signet',
  title: (page) => `${page} · Signet`,
  people,
  fields: {
    displayName: 'Anzeigename',
    givenName: 'Vorname',
    surname: 'Nachname',
    jobTitle: 'Position',
    department: 'Abteilung',
    companyName: 'Firma',
    officeLocation: 'Büro',
    streetAddress: 'Straße',
    city: 'Ort',
    state: 'Bundesland',
    postalCode: 'Postleitzahl',
    country: 'Land',
    businessPhone: 'Telefon',
    mobilePhone: 'Mobiltelefon',
    faxNumber: 'Fax',
    mail: 'E-Mail',
    userPrincipalName: 'Anmeldename',
    employeeId: 'Personalnummer',
    employeeType: 'Art der Beschäftigung',
    costCenter: 'Kostenstelle',
    division: 'Bereich',
    preferredLanguage: 'Sprache',
    usageLocation: 'Nutzungsland',
    managerName: 'Führungskraft',
    managerMail: 'E-Mail der Führungskraft',
    website: 'Website',
  },
  extensionAttribute: (number) => `Erweiterungsattribut ${number}`,
  personStates: { active: 'Aktiv', paused: 'Angehalten', removed: 'Entfernt' },
  personKinds: { user: 'Benutzer', guest: 'Gast', sharedMailbox: 'Freigegebenes Postfach' },
  composeTypes: { newMail: 'Neue Mail', reply: 'Antwort', forward: 'Weiterleitung' },

  frame: {
    skip: 'Zum Inhalt springen',
    navigation: 'Hauptmenü',
    menu: 'Menü',
    closeMenu: 'Menü schließen',
    sections: { people: 'Personen', signatures: 'Signaturen', delivery: 'Zustellung', settings: 'Einstellungen' },
    pages: {
      home: 'Übersicht',
      people: 'Personen',
      groups: 'Gruppen',
      mailboxes: 'Freigegebene Postfächer',
      templates: 'Vorlagen',
      assignments: 'Zuweisungen',
      campaigns: 'Kampagnen',
      outlook: 'Signaturen in Outlook',
      mailFlow: 'Nachrichtenfluss',
      exchange: 'Exchange lokal',
      userData: 'Benutzerdaten',
      runs: 'Verlauf',
      access: 'Zugriff',
      mySignature: 'Meine Signatur',
    },
    language: 'Sprache',
    roles: { admin: 'Admin', editor: 'Bearbeiter', auditor: 'Prüfer' },
    theme: 'Darstellung',
    themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    signOut: 'Abmelden',
    version: (version) => `Signet ${version}`,
    sandboxTitle: 'Sandbox: ein nachgestelltes Microsoft 365.',
    sandboxBody: 'Nichts hier ist echt.',
    sandboxLink: 'Mailfenster öffnen',
    syncing: 'Eine Synchronisation läuft',
    follow: 'Verfolgen',
  },

  signIn: {
    page: 'Anmelden',
    heading: 'Bei Signet anmelden',
    lead: 'Die richtige E-Mail-Signatur für alle in Ihrer Organisation, an einem Ort verwaltet.',
    button: 'Mit Microsoft anmelden',
    hint: 'Verwenden Sie Ihr Geschäftskonto. Die eigene Signatur sehen alle; was Sie sonst dürfen, bestimmen die Rollen in Microsoft Entra oder in Signet.',
  },

  tenant: {
    brokenTitle: 'Signet hat seinen Zugang zu Microsoft 365 verloren.',
    connectAgain: 'Neu verbinden',
    connected: 'Mit Microsoft 365 verbunden',
    broken: 'Nicht verbunden',
  },

  home: {
    page: 'Übersicht',
    startSync: 'Synchronisieren',
    preview: 'Vorschau',
    whyNot: {
      role: 'Prüfer können zusehen, aber keine Synchronisation starten. Bitten Sie einen Admin oder Bearbeiter.',
      access: 'Microsoft 365 ist nicht richtig verbunden, es gibt also nichts zu lesen.',
      running: 'Es läuft schon eine Synchronisation.',
    },
    onlyAdmins: 'Das kann nur ein Admin entscheiden.',
    neverTitle: 'Noch keine Synchronisation',
    neverBody:
      'Starten Sie die erste, um die Personen Ihrer Organisation hereinzuholen. Möchten Sie erst sehen, wer hereinkäme? Machen Sie eine Vorschau: Sie ändert nichts.',
    neverBodyAuditor:
      'Sobald ein Admin oder Bearbeiter die erste Synchronisation gestartet hat, sehen Sie hier, wie sie verlief.',
    lastRun: 'Letzte Synchronisation',
    recent: 'Letzte Synchronisationen',
    columns: { when: 'Wann', outcome: 'Ergebnis', changes: 'Änderungen', trigger: 'Gestartet', duration: 'Dauer' },
    started: 'Gestartet',
    startedBy: (who) => `Von Hand, von ${who}`,
    duration: 'Dauer',
    issuesTitle: (count) =>
      plural(count, {
        one: '1 Person braucht einen Blick',
        other: `${formatNumber(count)} Personen brauchen einen Blick`,
      }),
  },

  run: {
    counts: {
      seen: 'Gesehen',
      created: 'Neu',
      updated: 'Geändert',
      unchanged: 'Unverändert',
      removed: 'Entfernt',
      restored: 'Zurückgeholt',
      skipped: 'Ausgelassen',
    },
    phases: {
      waiting: 'Wartet auf den Start',
      reading: 'Microsoft 365 lesen',
      planning: 'Mit Signet vergleichen',
      applying: 'Änderungen übernehmen',
      ended: 'Fertig',
    },
    triggers: {
      nightly: 'Jede Nacht',
      manual: 'Von Hand',
      notification: 'Änderungsmeldung',
      ruleChange: 'Geänderte Regel',
      interval: 'Alle paar Minuten',
    },
    outcomes: {
      running: 'Läuft',
      applied: 'Fertig',
      previewed: 'Vorschau',
      held: 'Zurückgehalten',
      failed: 'Fehlgeschlagen',
      cancelled: 'Abgebrochen',
      discarded: 'Verworfen',
    },
    added: (count) => `${formatNumber(count)} neu`,
    changed: (count) => `${formatNumber(count)} geändert`,
    removed: (count) => `${formatNumber(count)} entfernt`,
    restored: (count) => `${formatNumber(count)} zurückgeholt`,
    nothing: 'Nichts hatte sich geändert',
    headline: {
      applied: 'Alle sind auf dem neuesten Stand',
      held: 'Fertig, bis auf das, was eine Entscheidung braucht',
      failed: 'Die Synchronisation ist nicht gelungen',
      cancelled: 'Die Synchronisation wurde abgebrochen',
      discarded: 'Was zurückgehalten war, wurde verworfen',
      previewed: 'Das würde eine Synchronisation tun',
    },
    failedWhy: (why) => `${why} Die Signaturen arbeiten weiter mit dem, was Signet vorher wusste.`,
    unknownFailure: 'Die Ursache ist nicht festgehalten.',
    cancelledShort: 'Vor dem Ende abgebrochen',
    cancelledBody: 'Sie wurde abgebrochen, bevor sie fertig war. Die nächste beginnt von vorn.',
    seenOf: (count) => `${people(count)} in Microsoft 365 gesehen.`,
    discarded: (count) =>
      count > 0
        ? `${people(count)} behalten, die entfernt worden wären.`
        : 'Was zurückgehalten war, wurde nicht übernommen.',
    kept: (count) =>
      plural(count, {
        one: '1 Entfernung ist zurückgehalten.',
        other: `${formatNumber(count)} Entfernungen sind zurückgehalten.`,
      }),
    heldBack: 'Ein Teil ist zurückgehalten.',
  },

  progress: {
    heading: 'Die Synchronisation läuft',
    seen: (seen, pages) =>
      `${people(seen)} gesehen, ${plural(pages, { one: '1 Seite', other: `${formatNumber(pages)} Seiten` })} gelesen`,
    seenAfter: (seen, pages) =>
      `${plural(seen, { one: 'Person', other: 'Personen' })} gesehen auf ${plural(pages, { one: '1 Seite', other: `${formatNumber(pages)} Seiten` })}`,
    throttled: (time) => `Microsoft 365 hat gebeten, langsamer zu lesen. Es geht um ${time} weiter.`,
    background: 'Sie läuft von allein weiter: Sie können diese Seite verlassen.',
    cancel: 'Abbrechen',
    bar: 'Fortschritt der Synchronisation',
    finished: 'Synchronisation fertig',
    previewReady: 'Die Vorschau ist fertig',
    held: 'Synchronisation fertig, eine Entscheidung steht an',
    failed: 'Synchronisation fehlgeschlagen',
    cancelled: 'Synchronisation abgebrochen',
    show: 'Ansehen',
    dismiss: 'Schließen',
  },

  hold: {
    heading: (count) =>
      count > 0
        ? `${plural(count, { one: '1 Person würde', other: `${formatNumber(count)} Personen würden` })} entfernt. Ist das richtig?`
        : 'Einige Änderungen sind zurückgehalten. Sind sie richtig?',
    explain:
      'Bis das entschieden ist, behalten diese Personen ihre Signatur. Eine Entfernung lässt sich 30 Tage lang rückgängig machen.',
    who: 'Wer entfernt würde',
    showAll: (count) => `Alle ${formatNumber(count)} zeigen`,
    showFewer: 'Weniger zeigen',
    approve: (count) => (count > 0 ? `${people(count)} entfernen` : 'Änderungen übernehmen'),
    discard: (count) =>
      plural(count, {
        one: 'Diese Person behalten',
        other: count > 0 ? `${people(count)} behalten` : 'Änderungen verwerfen',
      }),
    confirmTitle: (count) => (count > 0 ? `${people(count)} entfernen?` : 'Das Zurückgehaltene übernehmen?'),
    confirmBody: 'Sie bekommen keine Signatur mehr. 30 Tage lang können Sie sie zurückholen.',
    confirm: 'Ja, so machen',
    cancel: 'Abbrechen',
  },

  preview: {
    heading: 'Vorschau',
    nothingChanged: 'Noch ist nichts geändert.',
    nobodyRemoved: 'Niemand würde entfernt.',
    removedCount: (count) =>
      `${plural(count, { one: '1 Person würde', other: `${formatNumber(count)} Personen würden` })} entfernt.`,
    wouldHold: 'Diese Synchronisation würde auf eine Freigabe warten, bevor sie jemanden entfernt.',
    labels: {
      seen: 'Gesehen',
      created: 'Kämen hinzu',
      updated: 'Änderten sich',
      unchanged: 'Bleiben gleich',
      removed: 'Würden entfernt',
      restored: 'Kämen zurück',
      skipped: 'Ausgelassen',
    },
  },

  peoplePage: {
    page: 'Personen',
    searchLabel: 'Personen suchen',
    searchHint: 'Name oder Adresse',
    stateLabel: 'Zustand',
    everyState: 'Jeder Zustand',
    groupFilter: (name) => `Gruppe: ${name}`,
    removeFilter: 'Alle Gruppen zeigen',
    clear: 'Suche und Filter leeren',
    columns: { name: 'Name', department: 'Abteilung', groups: 'Gruppen', state: 'Zustand' },
    caption: 'Personen, deren Signatur Signet verwaltet',
    shown: (count, more) => (more ? `Die ersten ${formatNumber(count)} Personen` : people(count)),
    more: 'Mehr zeigen',
    moreGroups: (count) => `+${formatNumber(count)}`,
    nobodyTitle: 'Noch ist niemand hier',
    nobodyBody: 'Personen kommen mit der ersten Synchronisation aus Microsoft 365 herein.',
    toHome: 'Zur Übersicht, Synchronisation starten',
    noMatchTitle: 'Niemand passt',
    noMatchBody: 'Versuchen Sie eine andere Schreibweise, einen Teil des Namens oder weniger Filter.',
    unnamed: 'Ohne Namen',
  },

  person: {
    close: 'Schließen',
    fields: 'Angaben',
    addresses: 'Adressen',
    primary: 'Hauptadresse',
    groups: 'Gruppen',
    noGroups: 'In keiner Gruppe.',
    noFields: 'Microsoft 365 weiß nichts Näheres über diese Person.',
    showGroup: (name) => `Alle in ${name} zeigen`,
    fromDirectory: 'Aus Microsoft 365',
    byHand: 'Von Hand eingetragen',
    updated: (when) => `Geändert ${when}`,
    signature: 'Signatur',
    from: 'Gesendet von',
    composeType: 'Art der Mail',
    light: 'Auf Weiß',
    dark: 'Auf Dunkel',
    darkNote:
      'Outlook hellt dunkle Schrift manchmal von selbst auf. Hier sehen Sie die Farben so, wie sie gesendet werden.',
    frame: (background) => `Vorschau der Signatur, ${background.toLowerCase()}`,
    text: 'Nur Text',
    noSignature: 'Für diese Art von Mail gibt es von dieser Adresse keine Signatur.',
    noAddress: 'Diese Person hat keine E-Mail-Adresse und deshalb keine Signatur.',
    template: (id, version) => `Vorlage ${id}, Version ${formatNumber(version)}`,
  },

  unsaved: {
    title: 'Verlassen, ohne zu speichern?',
    body: 'Was Sie auf dieser Seite geändert haben, ist noch nicht gespeichert.',
    form: 'Was Sie in diesem Formular geändert haben, ist noch nicht gespeichert.',
    stay: 'Hierbleiben',
    leave: 'Ohne Speichern verlassen',
  },

  save: {
    bar: 'Nicht gespeicherte Änderungen',
    dirty: 'Es gibt Änderungen, die nicht gespeichert sind.',
    save: 'Speichern',
    saved: 'Gespeichert',
    discard: 'Änderungen verwerfen',
    conflictTitle: 'Jemand anderes hat das inzwischen geändert.',
    conflictBody:
      'Ihre Änderungen sind noch da, nichts ist verloren. Speichern Sie Ihre über die anderen, oder übernehmen Sie die anderen und beginnen von dort.',
    keepMine: 'Meine speichern',
    takeTheirs: 'Die anderen übernehmen',
    onlyAdmins: 'Nur ein Admin kann das ändern. Ansehen können Sie alles.',
    mayNot: 'Ihre Rolle darf das ansehen, aber nicht ändern.',
  },

  item: {
    edit: 'Bearbeiten',
    close: 'Fertig',
    remove: 'Löschen',
    undo: 'Rückgängig',
    deleted: (name) => `${name} ist gelöscht.`,
    asTable: 'Als Tabelle',
  },

  picker: {
    person: 'Person',
    personHint: 'Name oder Adresse',
    group: 'Gruppe',
    nothing: 'Nichts passt',
    searching: 'Suche läuft …',
    remove: (what) => `${what} entfernen`,
  },

  copy: { copy: 'Kopieren', copied: 'Kopiert' },

  missing: {
    page: 'Nicht gefunden',
    heading: 'Diese Seite gibt es nicht',
    body: 'Vielleicht ist die Adresse vertippt, oder was sie zeigte, ist nicht mehr da.',
    home: 'Zur Übersicht',
  },

  errors: {
    copyTrace: 'Für den Support kopieren',
    tryAgain: 'Noch einmal versuchen',
    requestId: (id) => `Anfrage ${id}`,
    offline: 'Signet ist nicht erreichbar. Prüfen Sie Ihre Verbindung, und ob der Server läuft.',
    unreadable: (status) => `Signet hat eine Antwort gegeben, die diese Seite nicht versteht (HTTP ${status}).`,
    unexpected: 'Auf dieser Seite ist etwas schiefgegangen.',
    crashed: 'Diese Seite arbeitet nicht mehr',
    reload: 'Neu laden',
    loading: 'Wird geladen',
  },

  dates: {
    today: (time) => `heute um ${time}`,
    yesterday: (time) => `gestern um ${time}`,
    other: (date, time) => `${date} um ${time}`,
    underOne: 'unter 1 s',
    seconds: (seconds) => `${formatNumber(seconds)} s`,
    minutes: (minutes, seconds) => (seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`),
    hours: (hours, minutes) => (minutes > 0 ? `${hours} Std. ${minutes} min` : `${hours} Std.`),
  },
};
