import { catalogue } from '../../catalogue.ts';

const english = {
  title: 'Import rules',
  lead: 'The first rule that fits decides whether somebody comes in. Every rule that fits adds its groups. Whom no rule fits comes in.',
  emptyTitle: 'No rules yet',
  emptyBody:
    'Everyone in the scope comes in. A rule leaves some people out, or puts them into groups that templates are assigned to.',
  add: 'Add a rule',
  newName: (number: number) => `Rule ${number}`,
  name: 'Name',
  nameMissing: 'Give the rule a name.',
  action: 'Then',
  actions: { import: 'Import', leaveOut: 'Leave out' },
  groups: 'and put into the groups',
  groupsHint: 'Type a name and press Enter; a new group is made',
  summary: (condition: string) => `If ${condition}`,
  into: (groups: string) => `into ${groups}`,
  incomplete: 'A condition has no value yet.',
  test: 'Try it with somebody',
  testHint: 'What these rules, saved or not, make of one person, read from Microsoft 365 now.',
  imported: 'Comes in',
  leftOut: 'Is left out',
  groupsOf: (groups: string) => `Groups: ${groups}`,
  fits: 'fits',
  fitsNot: 'does not fit',
};

const german: typeof english = {
  title: 'Importregeln',
  lead: 'Die erste Regel, die passt, entscheidet, ob jemand hereinkommt. Jede passende fügt ihre Gruppen hinzu. Wer zu keiner passt, kommt herein.',
  emptyTitle: 'Noch keine Regeln',
  emptyBody:
    'Alle im Umfang kommen herein. Eine Regel lässt manche aus oder steckt sie in Gruppen, denen Vorlagen zugewiesen werden.',
  add: 'Regel hinzufügen',
  newName: (number) => `Regel ${number}`,
  name: 'Bezeichnung',
  nameMissing: 'Geben Sie der Regel einen Namen.',
  action: 'Dann',
  actions: { import: 'Importieren', leaveOut: 'Auslassen' },
  groups: 'und in die Gruppen stecken',
  groupsHint: 'Namen eingeben und Enter drücken; eine neue Gruppe wird angelegt',
  summary: (condition) => `Wenn ${condition}`,
  into: (groups) => `in ${groups}`,
  incomplete: 'Einer Bedingung fehlt noch der Wert.',
  test: 'Mit jemandem ausprobieren',
  testHint: 'Was diese Regeln, gespeichert oder nicht, aus einer Person machen, jetzt aus Microsoft 365 gelesen.',
  imported: 'Kommt herein',
  leftOut: 'Wird ausgelassen',
  groupsOf: (groups) => `Gruppen: ${groups}`,
  fits: 'passt',
  fitsNot: 'passt nicht',
};

/** The texts of the import rules. */
export const ruleText = catalogue({ en: english, de: german });
