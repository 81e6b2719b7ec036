import { z } from 'zod';
import { reportsSchema, signatureAnswerSchema, signatureQuerySchema, signaturesAnswerSchema } from '../signature.ts';
import { room } from './route.ts';

const profile = z
  .strictObject({
    person: z.strictObject({ id: z.string() }),
    name: z.string(),
    address: z.string().optional(),
    addresses: z.array(z.string()),
  })
  .meta({ id: 'Profile' });

/** What the add-in asks for, with the employee's access token. */
export const deliveryApi = room('Add-in', '/api/v1/me', [
  {
    ...{ method: 'get', path: '/signature', does: 'The signature for one mail; answers 304 to If-None-Match' },
    ...{ may: 'employee', query: signatureQuerySchema },
    answers: { 200: signatureAnswerSchema.meta({ id: 'SignatureAnswer' }), 204: null, 304: null },
  },
  {
    ...{ method: 'get', path: '/signatures', does: 'All addresses × compose types, for the cache', may: 'employee' },
    answers: { 200: signaturesAnswerSchema, 304: null },
  },
  {
    ...{ method: 'post', path: '/deliveries', does: 'Report what became of insertions', may: 'employee' },
    body: { schema: reportsSchema, example: { composeType: 'newMail', format: 'html', outcome: 'inserted' } },
    answers: { 204: null },
  },
  { method: 'get', path: '/profile', does: 'Who Signet takes you for', may: 'employee', answers: { 200: profile } },
]);
