import { OfficeError, officeCodes } from './office-error.ts';
import { type MethodTable, recordOf, textOf } from './office-world.ts';

/** All keys and values of an item's session data together, in characters (Mailbox 1.11). */
const sessionLimit = 50_000;

/** What an add-in remembers: with the item (session data), with the mailbox (roaming settings). */
export const memoryMethods: MethodTable = {
  185: {
    name: 'sessionData.setAsync',
    run(parameters, { item }) {
      const next = new Map(item.session).set(textOf(parameters, 'name'), textOf(parameters, 'value'));
      const size = [...next].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
      if (size > sessionLimit) throw new OfficeError(officeCodes.sessionFull);
      item.session = next;
    },
  },
  186: {
    name: 'sessionData.getAsync',
    run(parameters, { item }) {
      const value = item.session.get(textOf(parameters, 'name'));
      if (value === undefined) throw new OfficeError(officeCodes.sessionKeyMissing);
      return value;
    },
  },
  187: { name: 'sessionData.getAllAsync', run: (_, { item }) => Object.fromEntries(item.session) },
  188: { name: 'sessionData.clearAsync', run: (_, { item }) => item.session.clear() },
  189: {
    name: 'sessionData.removeAsync',
    run(parameters, { item }) {
      if (!item.session.delete(textOf(parameters, 'name'))) throw new OfficeError(officeCodes.sessionKeyMissing);
    },
  },
  404: {
    name: 'roamingSettings.saveAsync',
    // The parameters are a list with one map in it; see office-host.ts, which unwraps it.
    run: (parameters, { mailbox }) => mailbox.saveSettings(recordOf(parameters)),
  },
};
