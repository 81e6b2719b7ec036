/**
 * Every error Signet answers with: code → HTTP status, what it means in words, and whether the same call may succeed later.
 * The key is the code; server, admin app and add-in share this one table.
 */
export const errorCodes = {
  BAD_REQUEST: { status: 400, message: 'The request is not understood.', retry: false },
  VALIDATION: { status: 400, message: 'Some values are not valid.', retry: false },
  SIGN_IN_FAILED: { status: 400, message: 'Signing in did not succeed. Start again from the first page.', retry: true },
  UNAUTHENTICATED: { status: 401, message: 'Sign in first.', retry: false },
  TOKEN_INVALID: { status: 401, message: 'The access token is not valid for Signet.', retry: false },
  FORBIDDEN: { status: 403, message: 'Your role does not allow this.', retry: false },
  CROSS_SITE: { status: 403, message: 'The request came from another site and was refused.', retry: false },
  SENDER_NOT_ALLOWED: { status: 403, message: 'This sender address is not yours to use.', retry: false },
  TENANT_NOT_ALLOWED: { status: 403, message: 'This tenant is not in ALLOWED_TENANTS.', retry: false },
  NOT_FOUND: { status: 404, message: 'There is nothing at this address.', retry: false },
  TENANT_UNKNOWN: { status: 404, message: 'This tenant is not connected.', retry: false },
  TENANT_AMBIGUOUS: { status: 400, message: 'Several tenants are connected: name one.', retry: false },
  PERSON_UNKNOWN: { status: 404, message: 'No person has this address.', retry: false },
  RUN_UNKNOWN: { status: 404, message: 'There is no such run.', retry: false },
  NOT_CONNECTED: { status: 409, message: 'No tenant is connected yet.', retry: false },
  TEMPLATE_UNKNOWN: { status: 404, message: 'There is no such template.', retry: false },
  ASSIGNMENT_UNKNOWN: { status: 404, message: 'There is no such assignment.', retry: false },
  CAMPAIGN_UNKNOWN: { status: 404, message: 'There is no such campaign.', retry: false },
  LAST_ADMIN: {
    status: 409,
    message: 'This is the last admin: nobody could change anything afterwards. Make somebody else admin first.',
    retry: false,
  },
  RUN_ENDED: { status: 409, message: 'This run has ended already.', retry: false },
  NOTHING_HELD: { status: 409, message: 'This run holds nothing back.', retry: false },
  IN_USE: { status: 409, message: 'This is in use.', retry: false },
  NOTHING_TO_PUBLISH: { status: 409, message: 'Nothing differs from what is published.', retry: false },
  ALREADY_WAITING: { status: 409, message: 'Something waits to be published already.', retry: false },
  NOTHING_WAITS: { status: 409, message: 'Nothing waits to be published.', retry: false },
  CONFLICT: { status: 412, message: 'Someone else changed this in the meantime.', retry: false },
  TOO_LARGE: { status: 413, message: 'The request is too large.', retry: false },
  TOO_MANY_REQUESTS: { status: 429, message: 'Too many requests. Wait a moment.', retry: true },
  CONSENT_MISSING: {
    status: 409,
    message: 'Microsoft 365 has not granted Signet the permissions it needs.',
    retry: true,
  },
  NOT_AUTHORISED: { status: 409, message: 'Microsoft 365 does not let Signet in at the moment.', retry: true },
  CREDENTIALS: { status: 502, message: 'Microsoft Entra refuses the application credentials.', retry: false },
  DIRECTORY_UNREACHABLE: { status: 502, message: 'Microsoft 365 cannot be reached.', retry: true },
  DIRECTORY_ANSWER: { status: 502, message: 'Microsoft Graph gave an answer that cannot be used.', retry: true },
  THROTTLED: { status: 503, message: 'Microsoft Graph asks to wait longer than this run may take.', retry: true },
  DIRECTORY_WRITE_REFUSED: { status: 500, message: 'Signet never writes to the directory.', retry: false },
  LEASE_LOST: { status: 409, message: 'Another worker took over this run.', retry: true },
  CANCELLED: { status: 409, message: 'The run was cancelled.', retry: false },
  TEMPLATE_INVALID: { status: 422, message: 'The template cannot be used.', retry: false },
  RENDER_FAILED: { status: 500, message: 'The signature could not be rendered.', retry: false },
  STORAGE: { status: 503, message: 'The database does not accept this now.', retry: true },
  DUPLICATE: { status: 409, message: 'This exists already.', retry: false },
  INTERNAL: { status: 500, message: 'Something went wrong inside Signet.', retry: true },
} as const satisfies Record<string, { status: number; message: string; retry: boolean }>;

/** A code of the table above. */
export type ErrorCode = keyof typeof errorCodes;

/** What every failed HTTP call answers. */
export interface ErrorAnswer {
  error: { code: ErrorCode; message: string; details?: unknown; requestId: string };
}
