import { IncomingMessage, ServerResponse } from 'node:http';
import type { Express } from 'express';

/** Classes of requests and responses for a server, and what makes them an app's own. */
export interface MessageClasses {
  options: { IncomingMessage: typeof IncomingMessage; ServerResponse: typeof ServerResponse };
  adopt(app: Express): Express;
}

/**
 * Requests and responses that an Express app takes as they are. Express gives each message its methods by changing its prototype
 * (`app.handle`); V8 keeps such objects until the next full collection and runs what touches them slowly: a request costs nearly three
 * times as much. Messages that are born with the app's prototypes are left alone, since setting the prototype an object has does nothing.
 */
export function createMessageClasses(): MessageClasses {
  class Request extends IncomingMessage {}
  class Response<Of extends IncomingMessage = IncomingMessage> extends ServerResponse<Of> {}
  return {
    options: { IncomingMessage: Request, ServerResponse: Response },
    adopt(app) {
      Object.setPrototypeOf(Request.prototype, app.request);
      Object.setPrototypeOf(Response.prototype, app.response);
      return Object.assign(app, { request: Request.prototype, response: Response.prototype });
    },
  };
}
