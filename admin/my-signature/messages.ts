import { catalogue } from '../catalogue.ts';

const english = {
  page: 'My signature',
  lead: 'This is what Outlook puts into your mails. You can change it in every mail.',
  preview: 'Preview',
  address: 'Address',
  kind: 'Kind of message',
  readers: 'Who reads it',
  recipients: { external: 'Anyone outside', internal: 'Colleagues only' },
  nothing: 'There is no signature for this address.',
  which: 'Which signature',
  whichHint: (kind: string) => `For: ${kind}. It is saved as soon as you choose.`,
  choiceSaved: 'Your choice was saved.',
  details: 'Your details',
  detailsHint: 'What you enter here stays, whatever comes from Microsoft 365. Outlook shows it with your next message.',
  noDetails:
    'Your details come from Microsoft 365. Is something wrong in them? Tell whoever looks after them in your organisation.',
  byHand: 'Entered by you',
  follow: 'Take the value of Microsoft 365 again',
  followField: (field: string) => `${field}: take the value of Microsoft 365 again`,
  save: 'Save',
  detailsSaved: 'Your details were saved.',
  unknown: {
    title: 'Signet has no signature for you yet',
    body: (name: string, address: string) =>
      `You are signed in as ${name} (${address}). As soon as your administrator’s next sync brings you in, your signature is here.`,
    role: 'If you look after signatures yourself: an admin of Signet can give you the role auditor, editor or admin, under Access or on the command line.',
  },
};

const german: typeof english = {
  page: 'Meine Signatur',
  lead: 'Das setzt Outlook in Ihre Mails ein. In jeder Mail können Sie es ändern.',
  preview: 'Vorschau',
  address: 'Adresse',
  kind: 'Art der Nachricht',
  readers: 'Wer sie liest',
  recipients: { external: 'Beliebige Empfänger', internal: 'Nur Kolleginnen und Kollegen' },
  nothing: 'Für diese Adresse gibt es keine Signatur.',
  which: 'Welche Signatur',
  whichHint: (kind) => `Für: ${kind}. Ihre Wahl wird sofort gespeichert.`,
  choiceSaved: 'Ihre Wahl ist gespeichert.',
  details: 'Ihre Angaben',
  detailsHint:
    'Was Sie hier eintragen, bleibt, gleich was aus Microsoft 365 kommt. Outlook zeigt es ab der nächsten Nachricht.',
  noDetails:
    'Ihre Angaben kommen aus Microsoft 365. Stimmt etwas nicht? Wenden Sie sich an die, die sie in Ihrer Organisation pflegen.',
  byHand: 'Von Ihnen eingetragen',
  follow: 'Wieder den Wert aus Microsoft 365 nehmen',
  followField: (field) => `${field}: wieder den Wert aus Microsoft 365 nehmen`,
  save: 'Speichern',
  detailsSaved: 'Ihre Angaben sind gespeichert.',
  unknown: {
    title: 'Signet hat noch keine Signatur für Sie',
    body: (name, address) =>
      `Sie sind als ${name} (${address}) angemeldet. Sobald die nächste Synchronisation Sie hereinholt, steht Ihre Signatur hier.`,
    role: 'Falls Sie selbst Signaturen pflegen: Ein Admin von Signet kann Ihnen die Rolle Prüfer, Bearbeiter oder Admin geben, unter Zugriff oder auf der Befehlszeile.',
  },
};

/** The texts of “My signature”; where Outlook's pane says the same, it says it in these words. */
export const ownText = catalogue({ en: english, de: german });
