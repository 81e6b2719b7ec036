import { catalogue } from '../../catalogue.ts';
import { formatNumber, plural } from '../../format.ts';

const english = {
  page: 'Import people',
  heading: 'Import people from a file',
  lead: 'Nothing is changed before you have seen what the file would do.',
  back: 'All people',
  choose: 'Choose a CSV file',
  drop: 'or drop it here',
  format:
    'A CSV file in UTF-8 with a header line. The column “address” is needed; the others are named after the fields.',
  sample: 'Download a sample file',
  another: 'Choose another file',
  checking: 'Reading the file …',
  problemsTitle: (count: number) =>
    plural(count, { one: '1 line has a problem', other: `${formatNumber(count)} problems in the file` }),
  problemsBody: 'Nothing is imported until the file is right. Mend these lines and choose the file again.',
  line: (line: number, column?: string) => (column ? `Line ${line}, column ${column}` : `Line ${line}`),
  would: (created: number, updated: number, unchanged: number) =>
    `${formatNumber(created)} new, ${formatNumber(updated)} changed, ${formatNumber(unchanged)} unchanged`,
  columns: { line: 'Line', person: 'Person', what: 'What', fields: 'Fields' },
  what: { create: 'New', update: 'Changed', unchanged: 'Unchanged' },
  go: (count: number) => plural(count, { one: 'Import 1 person', other: `Import ${formatNumber(count)} people` }),
  nothing: 'There is nothing to import: everyone in the file is like this already.',
  done: (created: number, updated: number) => `${formatNumber(created)} added, ${formatNumber(updated)} changed.`,
  toPeople: 'Show the people',
  more: (count: number) => `and ${formatNumber(count)} more`,
  newPage: 'Add someone by hand',
  newLead:
    'For people who are not in Microsoft 365. If they appear there later under the same address, the two become one.',
  address: 'E-mail address',
  kind: 'Kind',
  add: 'Add',
  cancel: 'Cancel',
  groups: 'Groups',
  groupsHint: 'Type a name and press Enter',
};

const german: typeof english = {
  page: 'Personen einlesen',
  heading: 'Personen aus einer Datei einlesen',
  lead: 'Nichts wird geändert, bevor Sie gesehen haben, was die Datei bewirken würde.',
  back: 'Alle Personen',
  choose: 'CSV-Datei wählen',
  drop: 'oder hier ablegen',
  format:
    'Eine CSV-Datei in UTF-8 mit einer Kopfzeile. Die Spalte „address“ ist nötig; die anderen heißen wie die Felder.',
  sample: 'Beispieldatei herunterladen',
  another: 'Andere Datei wählen',
  checking: 'Die Datei wird gelesen …',
  problemsTitle: (count) =>
    plural(count, { one: '1 Zeile hat einen Fehler', other: `${formatNumber(count)} Fehler in der Datei` }),
  problemsBody:
    'Nichts wird eingelesen, bis die Datei stimmt. Berichtigen Sie diese Zeilen und wählen Sie die Datei noch einmal.',
  line: (line, column) => (column ? `Zeile ${line}, Spalte ${column}` : `Zeile ${line}`),
  would: (created, updated, unchanged) =>
    `${formatNumber(created)} neu, ${formatNumber(updated)} geändert, ${formatNumber(unchanged)} unverändert`,
  columns: { line: 'Zeile', person: 'Person', what: 'Was', fields: 'Felder' },
  what: { create: 'Neu', update: 'Geändert', unchanged: 'Unverändert' },
  go: (count) => plural(count, { one: '1 Person einlesen', other: `${formatNumber(count)} Personen einlesen` }),
  nothing: 'Es gibt nichts einzulesen: Alle in der Datei sind schon so.',
  done: (created, updated) => `${formatNumber(created)} hinzugefügt, ${formatNumber(updated)} geändert.`,
  toPeople: 'Personen zeigen',
  more: (count) => `und ${formatNumber(count)} weitere`,
  newPage: 'Jemanden von Hand eintragen',
  newLead:
    'Für Personen, die nicht in Microsoft 365 sind. Tauchen sie dort später unter derselben Adresse auf, werden beide zu einer.',
  address: 'E-Mail-Adresse',
  kind: 'Art',
  add: 'Hinzufügen',
  cancel: 'Abbrechen',
  groups: 'Gruppen',
  groupsHint: 'Namen eingeben und Enter drücken',
};

/** The texts of bringing people in by file and by hand. */
export const importText = catalogue({ en: english, de: german });
