import { catalogue } from '../catalogue.ts';

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
    check: 'Then write a mail: the signature stands there. Who got which one is shown on each person’s page.',
    guide: 'More about clients and their limits stands in docs/outlook.md of your installation.',
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
    check: 'Schreiben Sie dann eine Mail: Die Signatur steht da. Wer welche bekam, zeigt die Seite der Person.',
    guide: 'Mehr über die Programme und ihre Grenzen steht in docs/outlook.md Ihrer Installation.',
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
