import { problemOf } from './addin-error.ts';
import type { Outlook } from './outlook.ts';

/** The ids of the task pane's buttons in manifest.xml, which an insight message presses. */
export const paneButtonIds = { message: 'SignetPaneButton', appointment: 'SignetAppointmentPaneButton' };
const icon = 'Icon.16';
const key = 'signet';

/** What to say when the signature was too long for Outlook. */
export const shortNotice =
  'Your signature is too long for Outlook. Its short form was inserted; please tell your administrator.';

/** What to say when no signature could be inserted: one sentence of at most 150 characters (office.js throws beyond that). */
export function noticeOf(error: unknown): string {
  switch (problemOf(error)) {
    case 'interaction':
      return 'Your signature needs you to sign in to Signet once. Open Signet to do so.';
    case 'signIn':
      return 'Your signature could not be fetched: Outlook did not sign Signet in.';
    case 'configuration':
      return 'Signet is not set up completely. Please tell your administrator.';
    case 'tooLong':
      return 'Your signature is too long for Outlook. Please tell your administrator.';
    case 'protected':
      return 'This message is protected, and Outlook lets no add-in sign it. Please write your signature yourself.';
    case 'office':
    case 'over':
      return 'Outlook did not accept your signature in this message.';
    default:
      return 'Your signature could not be fetched. Open Signet to try again.';
  }
}

/**
 * Shows one unobtrusive message above the mail; the same message again replaces the first. Where insight messages (with a button to
 * the task pane; 1.10, not on mobile) aren't known, a plain one. Never throws: a message is not worth more trouble.
 */
export async function showNotice(outlook: Outlook, message: string): Promise<void> {
  const short = message.slice(0, 150);
  try {
    await outlook.notify(key, {
      type: 'insightMessage' as Office.MailboxEnums.ItemNotificationMessageType,
      message: short,
      icon,
      actions: [
        {
          actionType: 'showTaskPane' as Office.MailboxEnums.ActionType,
          actionText: 'Open Signet',
          commandId: paneButtonIds[outlook.kind],
          contextData: {},
        },
      ],
    });
  } catch {
    await outlook
      .notify(key, {
        type: 'informationalMessage' as Office.MailboxEnums.ItemNotificationMessageType,
        message: short,
        icon,
        persistent: false,
      })
      .catch(() => undefined);
  }
}
