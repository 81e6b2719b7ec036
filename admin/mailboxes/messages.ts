import { catalogue } from '../catalogue.ts';

const english = {
  page: 'Shared mailboxes',
  lead: 'Open one to say who may send as it. They see its signature when they choose its address.',
  emptyTitle: 'No shared mailboxes yet',
  emptyBody:
    'They come in with the sync where the permission MailboxSettings.Read was granted. You can also enter one by hand, on the page People.',
  nobody: 'Nobody may send as it yet',
  everyoneIn: (group: string) => `Everyone in ${group}`,
};

const german: typeof english = {
  page: 'Freigegebene Postfächer',
  lead: 'Öffnen Sie eines, um zu sagen, wer als dieses Postfach senden darf. Wer es darf, sieht seine Signatur, sobald er die Adresse wählt.',
  emptyTitle: 'Noch keine freigegebenen Postfächer',
  emptyBody:
    'Sie kommen mit der Synchronisation, wenn die Berechtigung MailboxSettings.Read erteilt ist. Von Hand tragen Sie eines auf der Seite Personen ein.',
  nobody: 'Noch darf niemand als dieses Postfach senden',
  everyoneIn: (group) => `Alle in ${group}`,
};

/** The texts of the shared mailboxes. */
export const mailboxText = catalogue({ en: english, de: german });
