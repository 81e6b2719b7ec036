import { OfficeError, officeCodes } from './office-error.ts';
import { formatOf, type MethodTable, textOf, writableFormat } from './office-world.ts';

/** Reading and writing the body. */
export const bodyMethods: MethodTable = {
  13: {
    name: 'body.setSelectedDataAsync',
    run(parameters, { item, body, changed }) {
      body.replaceSelection(textOf(parameters, 'data'), writableFormat(parameters, item));
      changed('body');
    },
  },
  14: { name: 'body.getTypeAsync', run: (_, { item }) => item.format },
  23: {
    name: 'body.prependAsync',
    run(parameters, { item, body, changed }) {
      body.prepend(textOf(parameters, 'data'), writableFormat(parameters, item));
      changed('body');
    },
  },
  28: {
    name: 'getSelectedDataAsync',
    run: (parameters, { body }) => ({ data: body.selection(formatOf(parameters)), sourceProperty: 'body' }),
  },
  29: {
    name: 'setSelectedDataAsync',
    run(parameters, { item, body, changed }) {
      body.replaceSelection(textOf(parameters, 'data'), writableFormat(parameters, item));
      changed('body');
    },
  },
  37: { name: 'body.getAsync', run: (parameters, { body }) => body.read(formatOf(parameters)) },
  38: {
    name: 'body.setAsync',
    run(parameters, { item, body, changed }) {
      body.write(textOf(parameters, 'data'), writableFormat(parameters, item));
      changed('body');
    },
  },
  100: {
    name: 'body.appendOnSendAsync',
    run(parameters, { item }) {
      item.appendOnSend = textOf(parameters, 'appendTxt');
    },
  },
  173: {
    name: 'body.setSignatureAsync',
    run(parameters, { item, body, changed }) {
      // Outlook on the web has signatures in messages only (Microsoft's samples fall back to body.setAsync).
      if (item.kind === 'appointment') throw new OfficeError(officeCodes.notSupported);
      body.setSignature(textOf(parameters, 'data'), writableFormat(parameters, item));
      changed('body');
    },
  },
};
