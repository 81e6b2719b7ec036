import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Entra } from './entra/entra.ts';
import { EntraError, errorDocument as entraDocument, traceOf } from './entra/entra-errors.ts';
import { type Fault, type Faults, faultAnswer, playOnWire } from './faults.ts';
import { errorDocument } from './graph/graph-errors.ts';

const faultSchema = z.strictObject({
  match: z.string().optional(),
  /** Is `match` a regular expression? */
  pattern: z.boolean().optional(),
  /** 0 = until cleared. */
  times: z.int().min(0).optional(),
  after: z.int().min(0).optional(),
  status: z.int().min(200).max(599).optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  retryAfter: z.union([z.number(), z.string()]).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  action: z.enum(['reset', 'hang', 'truncate', 'half-json', 'delay', 'empty-page', 'loop']).optional(),
  delayMs: z.int().min(0).optional(),
});

/**
 * POST orders a fault, DELETE clears all; for tests in another process. On https only, and JSON only, so that no page of another
 * origin can order one.
 */
export function faultRouter(faults: Faults): Router {
  const router = Router();
  router.use((request, response, next) => {
    if (request.secure) next();
    else response.status(404).end();
  });
  router.post('/', express.json(), (request, response) => {
    const parsed = faultSchema.safeParse(request.body);
    if (!parsed.success) {
      response.status(400).json({ error: z.prettifyError(parsed.error) });
      return;
    }
    const { pattern, match, times, ...rest } = parsed.data;
    faults.next({
      ...rest,
      ...(match === undefined ? {} : { match: pattern ? new RegExp(match) : match }),
      ...(times === undefined ? {} : { times: times === 0 ? Number.POSITIVE_INFINITY : times }),
    });
    response.status(201).json({ pending: faults.pending });
  });
  router.delete('/', (_request, response) => {
    faults.clear();
    response.status(204).end();
  });
  return router;
}

/** Lets the ordered faults happen. */
export function injectFaults(faults: Faults, entra: Entra): RequestHandler {
  return (request, response, next) => {
    const fault = faults.take(request.method, request.originalUrl);
    if (!fault || playOnWire(fault, request, response)) {
      if (!fault) next();
      return;
    }
    if (fault.action === 'delay') {
      setTimeout(() => next(), fault.delayMs ?? 1000).unref();
    } else if (fault.action) {
      request.fault = fault;
      next();
    } else {
      const { status, headers, code, message } = faultAnswer(fault);
      response.status(status).set({ ...whereToBegin(status, request.path, entra), ...headers });
      if (typeof fault.body === 'string') response.type('text/plain').send(fault.body);
      else response.json(fault.body ?? documentFor(request.path, entra, code, message));
    }
  };
}

/** A 410 of delta says where to begin again. */
function whereToBegin(status: number, path: string, entra: Entra): Record<string, string> {
  const set = /^\/graph\/v1\.0\/(users|groups)\/delta/.exec(path)?.[1];
  return status === 410 && set ? { Location: `${entra.graphUrl}/v1.0/${set}/delta?$deltatoken=` } : {};
}

function documentFor(path: string, entra: Entra, code: string, message: string): unknown {
  if (path.startsWith('/graph/')) {
    const ids = { requestId: crypto.randomUUID(), clientRequestId: crypto.randomUUID() };
    return errorDocument(code, message, entra.now, ids);
  }
  return entraDocument(
    new EntraError(90033, 'temporarily_unavailable', message),
    traceOf(entra.now, undefined),
    entra.url,
  );
}

declare module 'express-serve-static-core' {
  interface Request {
    /** A fault that the answering service has to play itself. */
    fault?: Fault;
  }
}
