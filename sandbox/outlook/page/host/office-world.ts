import type { BodyFormat, ComposeItem, Contact, ItemPart } from './compose-item.ts';
import { isRecord } from './message.ts';
import { OfficeError, officeCodes } from './office-error.ts';

/** The body editor, as the Office methods need it. */
export interface BodyPort {
  read(as: BodyFormat): string;
  write(data: string, as: BodyFormat): void;
  prepend(data: string, as: BodyFormat): void;
  selection(as: BodyFormat): string;
  replaceSelection(data: string, as: BodyFormat): void;
  setSignature(data: string, as: BodyFormat): void;
}

/** What is kept with the mailbox over items and visits. Roaming settings: each value is itself JSON text. */
export interface MailboxPort {
  readSettings(): Record<string, unknown>;
  saveSettings(settings: Record<string, unknown>): void;
  clientSignatureEnabled(): boolean;
  disableClientSignature(): void;
}

/** All that an Office method may look at and change. */
export interface OfficeWorld {
  item: ComposeItem;
  body: BodyPort;
  mailbox: MailboxPort;
  user: Contact;
  changed(part: ItemPart): void;
  close(): void;
}

/** One Office method: its name as in Microsoft's documentation, and what it does. Throws OfficeError. */
export interface OfficeMethod {
  name: string;
  /** Telemetry and the like: answered, not shown in the log. */
  silent?: boolean;
  run(parameters: Record<string, unknown>, world: OfficeWorld): unknown;
}

/** Methods by the number office.js calls them with (their "dispatch id"). */
export type MethodTable = Readonly<Record<number, OfficeMethod>>;

/** A text parameter; empty where it is missing. */
export function textOf(parameters: Record<string, unknown>, name: string): string {
  const value = parameters[name];
  return typeof value === 'string' ? value : '';
}

/** The format named by `coercionType`: 3 is HTML, everything else text (office.js's own numbers). */
export function formatOf(parameters: Record<string, unknown>): BodyFormat {
  return parameters.coercionType === 3 ? 'html' : 'text';
}

/** HTML doesn't go into a plain-text body: Outlook answers InvalidFormatError. */
export function writableFormat(parameters: Record<string, unknown>, item: ComposeItem): BodyFormat {
  const format = formatOf(parameters);
  if (format === 'html' && item.format === 'text') throw new OfficeError(officeCodes.invalidFormat);
  return format;
}

/** A record out of foreign data; empty where there is none. */
export function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
