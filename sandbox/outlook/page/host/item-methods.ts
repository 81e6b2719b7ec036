import type { Contact, RecipientField } from './compose-item.ts';
import { isRecord } from './message.ts';
import { type MethodTable, type OfficeWorld, recordOf, textOf } from './office-world.ts';

const fields: readonly RecipientField[] = ['to', 'cc', 'bcc'];
/** office.js: 0 other, 1 distribution list, 2 user, 3 external user. */
const recipientTypeUser = 2;

function fieldOf(parameters: Record<string, unknown>): RecipientField {
  return fields[Number(parameters.recipientField)] ?? 'to';
}

function contactsOf(parameters: Record<string, unknown>): Contact[] {
  const list = Array.isArray(parameters.recipientArray) ? parameters.recipientArray.filter(isRecord) : [];
  return list.map((entry) => ({
    name: textOf(entry, 'name') || textOf(entry, 'address'),
    address: textOf(entry, 'address'),
  }));
}

const forOffice = (contact: Contact) => ({ ...contact, recipientType: recipientTypeUser });

function setRecipients(world: OfficeWorld, field: RecipientField, contacts: Contact[]): void {
  world.item.recipients[field] = contacts;
  world.changed('recipients');
}

/** Sender, recipients, subject, compose type, and what else belongs to the item. */
export const itemMethods: MethodTable = {
  3: {
    name: 'loadCustomPropertiesAsync',
    run: (_, { item }) => ({ wasSuccessful: true, customProperties: item.customProperties }),
  },
  4: {
    name: 'customProperties.saveAsync',
    run(parameters, { item }) {
      item.customProperties = JSON.stringify(recordOf(parameters.customProperties));
    },
  },
  15: {
    name: 'recipients.getAsync',
    run: (parameters, { item }) => item.recipients[fieldOf(parameters)].map(forOffice),
  },
  17: {
    name: 'subject.setAsync',
    run(parameters, { item, changed }) {
      item.subject = textOf(parameters, 'subject');
      changed('subject');
    },
  },
  18: { name: 'subject.getAsync', run: (_, { item }) => item.subject },
  21: {
    name: 'recipients.setAsync',
    run: (parameters, world) => setRecipients(world, fieldOf(parameters), contactsOf(parameters)),
  },
  22: {
    name: 'recipients.addAsync',
    run(parameters, world) {
      const field = fieldOf(parameters);
      setRecipients(world, field, [...world.item.recipients[field], ...contactsOf(parameters)]);
    },
  },
  24: {
    name: 'time.getAsync',
    run: (parameters, { item }) => (parameters.TimeProperty === 2 ? item.end : item.start),
  },
  25: {
    name: 'time.setAsync',
    run(parameters, { item, changed }) {
      item[parameters.TimeProperty === 2 ? 'end' : 'start'] = Number(parameters.time);
      changed('appointment');
    },
  },
  26: { name: 'location.getAsync', run: (_, { item }) => item.location },
  27: {
    name: 'location.setAsync',
    run(parameters, { item, changed }) {
      item.location = textOf(parameters, 'location');
      changed('appointment');
    },
  },
  32: { name: 'saveAsync', run: (_, { item }) => item.id },
  41: { name: 'close', run: (_, world) => world.close() },
  99: { name: 'getInitializationContextAsync', run: () => '' },
  107: { name: 'from.getAsync', run: (_, { item }) => forOffice(item.from) },
  164: { name: 'getItemIdAsync', run: (_, { item }) => item.id },
  174: {
    name: 'getComposeTypeAsync',
    run: (_, { item }) => ({
      composeType: item.kind === 'appointment' ? 'newMail' : item.kind,
      coercionType: item.format,
    }),
  },
  175: { name: 'isClientSignatureEnabledAsync', run: (_, { mailbox }) => mailbox.clientSignatureEnabled() },
  176: { name: 'disableClientSignatureAsync', run: (_, { mailbox }) => mailbox.disableClientSignature() },
};
