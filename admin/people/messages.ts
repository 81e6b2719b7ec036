import type { BulkAction } from '../../contract/index.ts';
import { catalogue } from '../catalogue.ts';
import { formatNumber, plural } from '../format.ts';
import { messages } from '../messages/messages.ts';

const count = (number: number) => messages.people(number);

const english = {
  add: 'Add',
  addByHand: 'Add someone by hand',
  importCsv: 'Import from a CSV file',
  select: (name: string) => `Select ${name}`,
  selectShown: 'Select everyone shown',
  selected: (number: number) => `${count(number)} selected`,
  allMatching: 'Select everyone this list shows, not only those loaded',
  everyMatching: 'Everyone in this list is selected',
  clear: 'Clear selection',
  actions: {
    pause: 'Pause',
    resume: 'Resume',
    end: 'End sync',
    remove: 'Remove',
    restore: 'Bring back',
  } satisfies Record<BulkAction, string>,
  more: 'More',
  confirmTitle: (action: 'end' | 'remove' | 'pause', who: string) =>
    ({ end: `End the sync for ${who}?`, remove: `Remove ${who}?`, pause: `Pause ${who}?` })[action],
  confirmBody: {
    pause: 'They get no signature and are not updated until you resume them. Everything about them stays.',
    end: 'They stay as they are, with their signature, and nothing comes from Microsoft 365 any more. You can let them follow it again, one by one.',
    remove: 'They get no signature any more. You can bring them back for 30 days; after that they are deleted.',
  },
  done: (action: BulkAction, changed: number) =>
    ({
      pause: `${count(changed)} paused.`,
      resume: `${count(changed)} resumed.`,
      end: `Sync ended for ${count(changed)}.`,
      remove: `${count(changed)} removed.`,
      restore: `${count(changed)} brought back.`,
    })[action],
  alreadySo: (number: number) =>
    plural(number, { one: '1 was so already.', other: `${formatNumber(number)} were so already.` }),
  undo: 'Undo',
  onlyAdminsRemove: 'Only an admin can do this.',
};

const german: typeof english = {
  add: 'Hinzufügen',
  addByHand: 'Jemanden von Hand eintragen',
  importCsv: 'Aus einer CSV-Datei einlesen',
  select: (name) => `${name} auswählen`,
  selectShown: 'Alle gezeigten auswählen',
  selected: (number) => `${count(number)} ausgewählt`,
  allMatching: 'Alle dieser Liste auswählen, nicht nur die geladenen',
  everyMatching: 'Alle dieser Liste sind ausgewählt',
  clear: 'Auswahl aufheben',
  actions: {
    pause: 'Anhalten',
    resume: 'Fortsetzen',
    end: 'Synchronisation beenden',
    remove: 'Entfernen',
    restore: 'Zurückholen',
  },
  more: 'Mehr',
  confirmTitle: (action, who) =>
    ({
      end: `Synchronisation für ${who} beenden?`,
      remove: `${who} entfernen?`,
      pause: `${who} anhalten?`,
    })[action],
  confirmBody: {
    pause:
      'Sie bekommen keine Signatur und werden nicht aktualisiert, bis Sie sie fortsetzen. Alles über sie bleibt erhalten.',
    end: 'Sie bleiben, wie sie sind, mit ihrer Signatur; aus Microsoft 365 kommt nichts mehr. Sie können sie einzeln wieder folgen lassen.',
    remove: 'Sie bekommen keine Signatur mehr. 30 Tage lang können Sie sie zurückholen; danach werden sie gelöscht.',
  },
  done: (action, changed) =>
    ({
      pause: `${count(changed)} angehalten.`,
      resume: `${count(changed)} fortgesetzt.`,
      end: `Synchronisation für ${count(changed)} beendet.`,
      remove: `${count(changed)} entfernt.`,
      restore: `${count(changed)} zurückgeholt.`,
    })[action],
  alreadySo: (number) => plural(number, { one: '1 war schon so.', other: `${formatNumber(number)} waren schon so.` }),
  undo: 'Rückgängig',
  onlyAdminsRemove: 'Das kann nur ein Admin.',
};

/** The texts of the people list. */
export const listText = catalogue({ en: english, de: german });
