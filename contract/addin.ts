import { z } from 'zod';

/**
 * What the add-in does when a message is sent: nothing; put a signature where none was ever put (a window that was opened too fast, a
 * Quick Step); or also where the user took it out. It never keeps a message from being sent.
 */
export const sendChecks = ['off', 'forgotten', 'always'] as const;
export type SendCheck = (typeof sendChecks)[number];

/** How the add-in behaves in one tenant: the setting `addin`. `turnOff` turns Outlook's own signatures off, lastingly. */
export const addinSettingsSchema = z.strictObject({
  sendCheck: z.enum(sendChecks).default('off'),
  nativeSignatures: z.enum(['keep', 'turnOff']).default('keep'),
});
export type AddinSettings = z.infer<typeof addinSettingsSchema>;
