import { catalogue } from '../catalogue.ts';
import { formatNumber } from '../format.ts';

const english = {
  page: 'Groups',
  lead: 'Templates are assigned to groups. Rules fill them, and people can be put in by hand.',
  columns: { name: 'Group', people: 'People', filledBy: 'Filled by' },
  byRules: (names: string) => `Rules: ${names}`,
  byHand: (count: number) => `${formatNumber(count)} by hand`,
  everyone: 'Everyone who comes in',
  nobody: 'Nothing yet',
  newGroup: 'New group',
  create: 'Make the group',
  name: 'Name',
  back: 'All groups',
  members: 'Members',
  rules: 'Rules that fill it',
  noRules: 'No rule fills this group.',
  toRules: 'Import rules',
  add: 'Put somebody in by hand',
  why: { rule: 'By a rule', hand: 'By hand', everyone: 'Everyone is' },
  empty: 'Nobody is in this group.',
  search: 'Search in this group',
  more: 'Show more',
  takeOut: (name: string) => `Take ${name} out`,
  missing: 'There is no such group any more.',
};

const german: typeof english = {
  page: 'Gruppen',
  lead: 'Vorlagen werden Gruppen zugewiesen. Regeln füllen sie, und von Hand lässt sich jemand hineinstecken.',
  columns: { name: 'Gruppe', people: 'Personen', filledBy: 'Gefüllt durch' },
  byRules: (names) => `Regeln: ${names}`,
  byHand: (count) => `${formatNumber(count)} von Hand`,
  everyone: 'Alle, die hereinkommen',
  nobody: 'Noch nichts',
  newGroup: 'Neue Gruppe',
  create: 'Gruppe anlegen',
  name: 'Bezeichnung',
  back: 'Alle Gruppen',
  members: 'Mitglieder',
  rules: 'Regeln, die sie füllen',
  noRules: 'Keine Regel füllt diese Gruppe.',
  toRules: 'Importregeln',
  add: 'Jemanden von Hand hineinstecken',
  why: { rule: 'Durch eine Regel', hand: 'Von Hand', everyone: 'Alle sind es' },
  empty: 'Niemand ist in dieser Gruppe.',
  search: 'In dieser Gruppe suchen',
  more: 'Mehr zeigen',
  takeOut: (name) => `${name} herausnehmen`,
  missing: 'Diese Gruppe gibt es nicht mehr.',
};

/** The texts of the groups. */
export const groupText = catalogue({ en: english, de: german });
