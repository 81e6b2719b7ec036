import express, { Router } from 'express';
import { escapeHtml } from '../platform/error-page.ts';
import { parse } from '../platform/http.ts';
import { handshakeOf, type Notifications, noticesSchema } from './notifications.ts';

/**
 * `POST /hooks/graph`: Microsoft Graph proves that the address is ours (the token comes back as plain text), and tells of changes.
 * It wants 2xx within three seconds and no more: what it told is noted, the delta comes with the schedule. A note that the database
 * did not take is answered by an error, and Graph tells again, for up to four hours.
 */
export function createNotificationRoutes(notifications: Notifications): Router {
  const routes = Router();
  routes.post('/hooks/graph', express.json({ limit: '4mb' }), async (request, response) => {
    response.set({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' });
    const token = handshakeOf(request.query);
    if (token !== null) {
      response.type('text/plain').send(escapeHtml(token));
      return;
    }
    await notifications.receive(parse(noticesSchema, request.body));
    response.status(202).end();
  });
  return routes;
}
