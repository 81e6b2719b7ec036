import { randomUUID } from 'node:crypto';
import express, { type Request, type Response, Router } from 'express';
import { type Entra, graphAudiences, verifyToken } from '../entra/entra.ts';
import { answer } from './answer.ts';
import { answerBatch } from './batch.ts';
import type { Graph, GraphAnswer, GraphCall } from './graph-call.ts';
import { errorDocument, GraphError, type RequestIds } from './graph-errors.ts';
import { parseCall } from './parse-call.ts';

/** The pretend Graph, to be mounted where v1.0 is. */
export function graphRouter(graph: Graph, entra: Entra): Router {
  const router = Router();
  router.use(express.json({ limit: '4mb' }), async (request, response) => {
    const ids = idsOf(request);
    response.set({
      'request-id': ids.requestId,
      'client-request-id': ids.clientRequestId,
      'Cache-Control': 'no-cache',
    });
    try {
      const roles = await rolesOf(entra, request.headers.authorization);
      const call = callOf(request, roles);
      const isBatch = call.method === 'POST' && call.segments.join('/') === '$batch';
      if (call.segments[0] === 'subscriptions' && graph.subscriptions)
        send(response, await graph.subscriptions.answer(call, request.body));
      else send(response, isBatch ? answerBatch(graph, call, request.body, ids) : answer(graph, call));
    } catch (error) {
      refuse(graph, response, error, ids);
    }
  });
  return router;
}

function idsOf(request: Request): RequestIds {
  const requestId = randomUUID();
  return { requestId, clientRequestId: request.get('client-request-id') ?? requestId };
}

function callOf(request: Request, roles: Set<string>): GraphCall {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const call = parseCall(request.method, request.url, headers, roles);
  const action = request.fault?.action;
  return action === 'empty-page' || action === 'loop' ? { ...call, fault: action } : call;
}

/** The roles in an app's token. Throws 401 for anything but a valid token of ours for Graph. */
async function rolesOf(entra: Entra, authorization: string | undefined): Promise<Set<string>> {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  if (!token) throw unauthorized('Access token is empty.');
  const claims = await verifyToken(entra, token).catch((cause: unknown) => {
    const expired = cause instanceof Error && 'code' in cause && cause.code === 'ERR_JWT_EXPIRED';
    throw unauthorized(
      expired ? 'Lifetime validation failed, the token is expired.' : 'Access token validation failure.',
    );
  });
  if (!graphAudiences(entra).includes(String(claims.aud))) {
    throw unauthorized('Access token validation failure. Invalid audience.');
  }
  return new Set(Array.isArray(claims.roles) && claims.idtyp === 'app' ? claims.roles.map(String) : []);
}

function unauthorized(message: string): GraphError {
  const challenge = `Bearer realm="", error="invalid_token", error_description="${message}"`;
  return new GraphError(401, 'InvalidAuthenticationToken', message, { 'WWW-Authenticate': challenge });
}

function send(response: Response, { status, headers = {}, body, units = 1 }: GraphAnswer): void {
  response.status(status).set({ 'x-ms-resource-unit': String(units), ...headers });
  if (body === undefined) response.end();
  else if (body instanceof Uint8Array || typeof body === 'string') response.end(body);
  else {
    response.set({ 'OData-Version': '4.0', 'Content-Type': jsonType }).end(JSON.stringify(body));
  }
}

const jsonType = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

function refuse(graph: Graph, response: Response, error: unknown, ids: RequestIds): void {
  const refused = error instanceof GraphError ? error : new GraphError(500, 'InternalServerError', String(error));
  const body = errorDocument(refused.code, refused.message, graph.now, ids);
  response.status(refused.status).set(refused.headers).json(body);
}
