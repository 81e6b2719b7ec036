import type { Notification } from './compose-item.ts';
import { isRecord } from './message.ts';
import { OfficeError, officeCodes } from './office-error.ts';
import { type MethodTable, textOf } from './office-world.ts';

/** Outlook shows at most five bars of one add-in. */
const mostNotifications = 5;

function notificationOf(parameters: Record<string, unknown>): Notification {
  const first = Array.isArray(parameters.actions) ? parameters.actions[0] : undefined;
  const actionText = isRecord(first) ? textOf(first, 'actionText') : '';
  return {
    key: textOf(parameters, 'key'),
    type: Number(parameters.type),
    message: textOf(parameters, 'message'),
    ...(actionText ? { actionText } : {}),
    raw: parameters,
  };
}

/** The bars above the body. */
export const notificationMethods: MethodTable = {
  33: {
    name: 'notificationMessages.addAsync',
    run(parameters, { item, changed }) {
      const notification = notificationOf(parameters);
      if (item.notifications.some(({ key }) => key === notification.key)) {
        throw new OfficeError(officeCodes.duplicateKey);
      }
      if (item.notifications.length >= mostNotifications) throw new OfficeError(officeCodes.tooManyNotifications);
      item.notifications.push(notification);
      changed('notifications');
    },
  },
  34: { name: 'notificationMessages.getAllAsync', run: (_, { item }) => item.notifications.map(({ raw }) => raw) },
  35: {
    name: 'notificationMessages.replaceAsync',
    run(parameters, { item, changed }) {
      const notification = notificationOf(parameters);
      const at = item.notifications.findIndex(({ key }) => key === notification.key);
      if (at < 0) throw new OfficeError(officeCodes.keyMissing);
      item.notifications[at] = notification;
      changed('notifications');
    },
  },
  36: {
    name: 'notificationMessages.removeAsync',
    run(parameters, { item, changed }) {
      const rest = item.notifications.filter(({ key }) => key !== textOf(parameters, 'key'));
      if (rest.length === item.notifications.length) throw new OfficeError(officeCodes.keyMissing);
      item.notifications = rest;
      changed('notifications');
    },
  },
};
