/** What is being written. Appointments have no compose type in Outlook's sense. */
export type ComposeType = 'newMail' | 'reply' | 'forward';
export type ItemKind = ComposeType | 'appointment';
export type BodyFormat = 'html' | 'text';

/** A name and an address, as recipients and the sender have them. */
export interface Contact {
  name: string;
  address: string;
}

export interface Attachment {
  id: string;
  name: string;
  size: number;
  contentType: string;
  isInline: boolean;
  base64: string;
}

/** A bar above the body. `type`: 0 information, 1 progress, 2 error, 3 insight (with one action). */
export interface Notification {
  key: string;
  type: number;
  message: string;
  actionText?: string;
  raw: Record<string, unknown>;
}

export type RecipientField = 'to' | 'cc' | 'bcc';

/** One message or appointment being written, but for its body. */
export interface ComposeItem {
  id: string;
  kind: ItemKind;
  format: BodyFormat;
  from: Contact;
  recipients: Record<RecipientField, Contact[]>;
  subject: string;
  location: string;
  start: number;
  end: number;
  attachments: Attachment[];
  notifications: Notification[];
  session: Map<string, string>;
  customProperties: string;
  appendOnSend: string;
  nextAttachment: number;
}

/** The part of an item that changed, so that its view draws itself anew. */
export type ItemPart = 'recipients' | 'subject' | 'attachments' | 'notifications' | 'body' | 'appointment';

/** A fresh item with nothing written yet; `start` in milliseconds since 1970. */
export function createItem(basics: {
  id: string;
  kind: ItemKind;
  format: BodyFormat;
  from: Contact;
  start: number;
}): ComposeItem {
  return {
    ...basics,
    recipients: { to: [], cc: [], bcc: [] },
    subject: '',
    location: '',
    end: basics.start + 30 * 60_000,
    attachments: [],
    notifications: [],
    session: new Map(),
    customProperties: '{}',
    appendOnSend: '',
    nextAttachment: 1,
  };
}
