/** Outlook's error codes that this host answers with; names and texts come from office.js, in the user's language. */
export const officeCodes = {
  notSupported: 5000,
  internal: 5001,
  attachmentTooLarge: 9000,
  invalidFormat: 9002,
  attachmentMissing: 9008,
  duplicateKey: 9023,
  keyMissing: 9024,
  tooManyNotifications: 9025,
  sessionKeyMissing: 9050,
  sessionFull: 9051,
} as const;

/** A call that Outlook answers with a failure; the add-in sees `asyncResult.error.code`. */
export class OfficeError extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`Office error ${code}`);
    this.code = code;
  }
}
