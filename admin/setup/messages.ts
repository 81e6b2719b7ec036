import type { SetupStep } from '../../contract/index.ts';
import { catalogue } from '../catalogue.ts';
import { formatNumber } from '../format.ts';
import { messages } from '../messages/messages.ts';

const people = (count: number) => messages.people(count);

const english = {
  page: 'Set-up',
  heading: 'Set up Signet',
  steps: {
    connect: 'Connect',
    settings: 'Basic settings',
    rules: 'Import rules',
    preview: 'Preview and start',
    signatures: 'Signatures',
  } satisfies Record<SetupStep, string>,
  stepList: 'Steps of the set-up',
  stepOf: (step: number, steps: number) => `Step ${step} of ${steps}`,
  passed: 'done',
  back: 'Back',
  bar: 'What comes next',
  next: (step: string) => `Next: ${step}`,

  offer: {
    title: 'Set up Signet',
    goOn: 'Go on with the set-up',
    body: 'Five short steps lead from the connection with Microsoft 365 to a signature in everyone’s mail. Each has sensible defaults, and you can stop at any time and go on later.',
    at: (step: string) => `Next: ${step}.`,
    begin: 'Begin',
    resume: 'Go on',
    without: 'I don’t need it',
    withoutTitle: 'End the set-up?',
    withoutBody:
      'It does not come back. Everything in it stands on pages of its own: User data, Templates, Assignments and Outlook signatures. Nothing is changed.',
    withoutConfirm: 'End the set-up',
    doneTitle: 'Signet is set up.',
    doneBody:
      'From now on you find everything on pages of its own: User data, Templates, Assignments and Outlook signatures.',
  },

  connect: {
    lead: 'Signet reads the people and groups of your organisation from Microsoft 365, so that every signature fills in by itself.',
    asks: 'What Signet asks for',
    permissions: {
      'User.Read.All': 'names, job titles, telephone numbers and addresses',
      'GroupMember.Read.All': 'groups, and who is in them',
      'MailboxSettings.Read': 'not needed, but helps: tells shared mailboxes from people',
    },
    admin: 'An admin of Microsoft 365 agrees to this once. Everything afterwards works without admin rights there.',
    button: 'Connect Microsoft 365',
    notAdmin: 'Only an admin of Signet can connect Microsoft 365.',
    orCommand: 'Or on the command line, where Signet is installed:',
    connected: (name: string) => `Connected with ${name}`,
    checking: 'Asking Microsoft 365 …',
    works: 'Checked just now: Signet can read people and groups.',
    sandbox:
      'In the sandbox the pretend Microsoft 365 is connected already, and its people have come in once, so that there is something to see.',
    again: 'Connect again',
    after: 'Next you choose who is to come in, what is taken over, and when. Nothing is imported yet.',
  },

  settings: {
    lead: 'Who is synchronised, what is taken over of them, and when. The defaults suit most organisations; you can change all of it later.',
    after: 'This saves your settings. Next come rules for whom to leave out, and for groups. Nothing is imported yet.',
  },

  rules: {
    lead: 'Rules leave some people out, or put them into groups that get a signature of their own. You need none to begin with.',
    after: 'This saves the rules. Next you see what the first sync would do. Nothing is imported yet.',
  },

  preview: {
    lead: 'Signet reads Microsoft 365 and shows what a sync with your settings would do, before anything is changed.',
    reading: 'The preview is being made. It changes nothing.',
    failed: 'The preview did not succeed.',
    cancelled: 'The preview was stopped.',
    again: 'Preview again',
    start: 'Start the sync',
    after: 'The sync runs in the background while you choose how signatures are applied.',
    wait: 'As soon as the preview is ready.',
  },

  signatures: {
    lead: 'How signatures come into the mail, and which one people get first.',
    sync: {
      running: 'The first sync is running in the background. You need not wait for it.',
      done: (count: number) => `The sync is finished: ${people(count)} are in Signet.`,
      held: 'The sync is finished, but part of it waits for your decision.',
      failed: 'The sync did not succeed.',
      cancelled: 'The sync was stopped.',
      again: 'Start it again',
      look: 'Look at it',
      none: 'No sync has run yet.',
    },
    ways: 'How signatures are applied',
    way: {
      addin: 'In Outlook, by the add-in',
      addinBody: 'The signature stands in the mail as soon as somebody starts to write, and can be changed there.',
      mailFlow: 'On the server, in the mail flow',
      exchange: 'Exchange on-premises',
      chosen: 'Chosen',
      notYet: 'Not part of this version',
    },
    gallery: 'The first signature',
    galleryBody:
      'Choose how it looks; you can change every word and colour later. It is shown with the details of a real person.',
    shownFor: (name: string) => `Shown for ${name}`,
    madeUp: 'somebody made up',
    current: 'Everyone has it',
    publish: (title: string) => `Give “${title}” to everyone`,
    already: 'Everyone has this one already.',
    published: (title: string) => `Everyone gets “${title}” under a new mail now.`,
    short: 'Under replies and forwards they get a short one. Both stand under Assignments.',
    compose: 'Write a mail',
    composeBody: 'See it as people do: choose somebody, and their signature is there when the window opens.',
    composeButton: 'Open the compose window',
    composeNote:
      'The browser warns once about the sandbox’s own certificate: choose “Advanced”, then “Proceed to localhost”.',
    finish: 'Finish the set-up',
    after: 'This ends the set-up. A sync that is still running goes on by itself.',
  },
};

const german: typeof english = {
  page: 'Einrichtung',
  heading: 'Signet einrichten',
  steps: {
    connect: 'Verbinden',
    settings: 'Grundeinstellungen',
    rules: 'Importregeln',
    preview: 'Vorschau und Start',
    signatures: 'Signaturen',
  },
  stepList: 'Schritte der Einrichtung',
  stepOf: (step, steps) => `Schritt ${step} von ${steps}`,
  passed: 'erledigt',
  back: 'Zurück',
  bar: 'Was als Nächstes kommt',
  next: (step) => `Weiter: ${step}`,

  offer: {
    title: 'Signet einrichten',
    goOn: 'Mit der Einrichtung weitermachen',
    body: 'Fünf kurze Schritte führen von der Verbindung mit Microsoft 365 bis zur Signatur in jeder Mail. Jeder hat sinnvolle Vorgaben, und Sie können jederzeit aufhören und später weitermachen.',
    at: (step) => `Als Nächstes: ${step}.`,
    begin: 'Beginnen',
    resume: 'Weitermachen',
    without: 'Brauche ich nicht',
    withoutTitle: 'Einrichtung beenden?',
    withoutBody:
      'Sie kommt nicht wieder. Alles daraus steht auf eigenen Seiten: Benutzerdaten, Vorlagen, Zuweisungen und Signaturen in Outlook. Geändert wird nichts.',
    withoutConfirm: 'Einrichtung beenden',
    doneTitle: 'Signet ist eingerichtet.',
    doneBody:
      'Von nun an finden Sie alles auf eigenen Seiten: Benutzerdaten, Vorlagen, Zuweisungen und Signaturen in Outlook.',
  },

  connect: {
    lead: 'Signet liest die Personen und Gruppen Ihrer Organisation aus Microsoft 365, damit sich jede Signatur von selbst füllt.',
    asks: 'Worum Signet bittet',
    permissions: {
      'User.Read.All': 'Namen, Positionen, Telefonnummern und Adressen',
      'GroupMember.Read.All': 'Gruppen, und wer darin ist',
      'MailboxSettings.Read': 'nicht nötig, aber hilfreich: unterscheidet freigegebene Postfächer von Personen',
    },
    admin: 'Ein Admin von Microsoft 365 stimmt dem einmal zu. Alles danach geht ohne Administratorrechte dort.',
    button: 'Microsoft 365 verbinden',
    notAdmin: 'Nur ein Admin von Signet kann Microsoft 365 verbinden.',
    orCommand: 'Oder auf der Kommandozeile, wo Signet installiert ist:',
    connected: (name) => `Verbunden mit ${name}`,
    checking: 'Microsoft 365 wird gefragt …',
    works: 'Eben geprüft: Signet kann Personen und Gruppen lesen.',
    sandbox:
      'In der Sandbox ist das nachgestellte Microsoft 365 schon verbunden, und seine Personen sind schon einmal hereingekommen, damit es etwas zu sehen gibt.',
    again: 'Neu verbinden',
    after: 'Als Nächstes wählen Sie, wer hereinkommt, was übernommen wird, und wann. Importiert wird noch nichts.',
  },

  settings: {
    lead: 'Wer synchronisiert wird, was von ihnen übernommen wird, und wann. Die Vorgaben passen für die meisten Organisationen; alles lässt sich später ändern.',
    after:
      'Das speichert Ihre Einstellungen. Als Nächstes kommen Regeln dafür, wen Signet auslässt, und für Gruppen. Importiert wird noch nichts.',
  },

  rules: {
    lead: 'Regeln lassen manche aus oder stecken sie in Gruppen, die eine eigene Signatur bekommen. Für den Anfang brauchen Sie keine.',
    after:
      'Das speichert die Regeln. Als Nächstes sehen Sie, was die erste Synchronisation täte. Importiert wird noch nichts.',
  },

  preview: {
    lead: 'Signet liest Microsoft 365 und zeigt, was eine Synchronisation mit Ihren Einstellungen täte, bevor etwas geändert wird.',
    reading: 'Die Vorschau wird gemacht. Sie ändert nichts.',
    failed: 'Die Vorschau ist nicht gelungen.',
    cancelled: 'Die Vorschau wurde abgebrochen.',
    again: 'Noch einmal ansehen',
    start: 'Synchronisation starten',
    after: 'Die Synchronisation läuft im Hintergrund, während Sie wählen, wie die Signaturen in die Mails kommen.',
    wait: 'Sobald die Vorschau fertig ist.',
  },

  signatures: {
    lead: 'Wie die Signaturen in die Mails kommen, und welche es zuerst gibt.',
    sync: {
      running: 'Die erste Synchronisation läuft im Hintergrund. Sie müssen nicht auf sie warten.',
      done: (count) => `Die Synchronisation ist fertig: ${formatNumber(count)} Personen sind in Signet.`,
      held: 'Die Synchronisation ist fertig, aber ein Teil wartet auf Ihre Entscheidung.',
      failed: 'Die Synchronisation ist nicht gelungen.',
      cancelled: 'Die Synchronisation wurde abgebrochen.',
      again: 'Noch einmal starten',
      look: 'Ansehen',
      none: 'Es ist noch keine Synchronisation gelaufen.',
    },
    ways: 'Wie Signaturen in die Mail kommen',
    way: {
      addin: 'In Outlook, durch das Add-in',
      addinBody: 'Die Signatur steht in der Mail, sobald jemand zu schreiben beginnt, und lässt sich dort ändern.',
      mailFlow: 'Auf dem Server, im Nachrichtenfluss',
      exchange: 'Exchange lokal',
      chosen: 'Gewählt',
      notYet: 'Nicht Teil dieser Version',
    },
    gallery: 'Die erste Signatur',
    galleryBody:
      'Wählen Sie, wie sie aussieht; jedes Wort und jede Farbe lässt sich später ändern. Gezeigt wird sie mit den Angaben einer wirklichen Person.',
    shownFor: (name) => `Gezeigt für ${name}`,
    madeUp: 'eine erfundene Person',
    current: 'Alle haben sie',
    publish: (title) => `„${title}“ allen geben`,
    already: 'Diese haben schon alle.',
    published: (title) => `Unter einer neuen Mail bekommen jetzt alle „${title}“.`,
    short: 'Unter Antworten und Weiterleitungen bekommen sie eine kurze. Beides steht unter Zuweisungen.',
    compose: 'Eine Mail schreiben',
    composeBody:
      'Sehen Sie es wie alle anderen: Wählen Sie jemanden, und die Signatur steht da, wenn das Fenster aufgeht.',
    composeButton: 'Mailfenster öffnen',
    composeNote:
      'Der Browser warnt einmal vor dem eigenen Zertifikat der Sandbox: Wählen Sie „Erweitert“, dann „Weiter zu localhost“.',
    finish: 'Einrichtung abschließen',
    after: 'Damit endet die Einrichtung. Eine Synchronisation, die noch läuft, geht von selbst weiter.',
  },
};

/** The texts of the set-up. */
export const setupText = catalogue({ en: english, de: german });
