import { z } from 'zod';
import { faultAnswer } from '../faults.ts';
import { answer } from './answer.ts';
import type { Graph, GraphAnswer, GraphCall, JsonObject } from './graph-call.ts';
import { errorDocument, GraphError, type RequestIds, refusals } from './graph-errors.ts';
import { parseCall } from './parse-call.ts';

const batchSchema = z.object({
  requests: z.array(
    z.object({
      id: z.union([z.string(), z.number()]).transform(String),
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()).optional(),
      dependsOn: z.array(z.string()).optional(),
    }),
  ),
});

type Part = z.infer<typeof batchSchema>['requests'][number];
type Answered = { id: string; status: number; headers: Record<string, string>; body: unknown };

/** POST /$batch: up to twenty requests, each judged by itself; answered in another order than asked, as may happen. */
export function answerBatch(graph: Graph, call: GraphCall, input: unknown, ids: RequestIds): GraphAnswer {
  const parsed = batchSchema.safeParse(input);
  if (!parsed.success) throw refusals.badRequest('Invalid batch payload format.');
  const { requests } = parsed.data;
  if (requests.length > 20) {
    throw new GraphError(400, 'BadRequest', 'Number of batch request steps exceeds the maximum value of 20.');
  }
  if (new Set(requests.map(({ id }) => id)).size !== requests.length) {
    throw new GraphError(400, 'BadRequest', 'Request Id has to be unique in a batch.');
  }
  const answered: Answered[] = [];
  for (const part of requests) answered.push(answerPart(graph, call, part, answered, ids));
  return { status: 200, body: { responses: answered.reverse() } };
}

function answerPart(graph: Graph, call: GraphCall, part: Part, before: Answered[], ids: RequestIds): Answered {
  const headers = Object.fromEntries(
    Object.entries(part.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const inner = parseCall(part.method.toUpperCase(), part.url, headers, call.roles);
  const note = graph.log?.noteInBatch(inner.method, `/graph/v1.0/${part.url.replace(/^\//, '')}`, headers);
  const result = tryAnswer(graph, inner, part, before, ids);
  if (note) note.status = result.status;
  return result;
}

function tryAnswer(graph: Graph, inner: GraphCall, part: Part, before: Answered[], ids: RequestIds): Answered {
  const unmet = part.dependsOn?.some((id) => (before.find((each) => each.id === id)?.status ?? 500) >= 400);
  try {
    if (unmet) throw new GraphError(424, 'FailedDependency', 'A request that this one depends on has failed.');
    const fault = graph.faults?.take(inner.method, `/graph/v1.0/${part.url.replace(/^\//, '')}`);
    if (fault?.action === 'empty-page' || fault?.action === 'loop') inner.fault = fault.action;
    else if (fault) {
      const { status, headers, code, message } = faultAnswer(fault);
      throw new GraphError(status, code, message, headers);
    }
    return asPart(part.id, answer(graph, inner));
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const headers = { 'Cache-Control': 'no-cache', 'Content-Type': 'application/json', ...error.headers };
    return {
      id: part.id,
      status: error.status,
      headers,
      body: errorDocument(error.code, error.message, graph.now, ids),
    };
  }
}

/** A picture becomes Base64 text inside a batch. */
function asPart(id: string, { status, headers, body, units = 1 }: GraphAnswer): Answered {
  const binary = body instanceof Uint8Array;
  const plain: Record<string, string> = { 'Cache-Control': 'no-cache', 'x-ms-resource-unit': String(units) };
  const json: Record<string, string> = binary ? {} : { 'OData-Version': '4.0', 'Content-Type': 'application/json' };
  const shown: unknown = binary ? Buffer.from(body).toString('base64') : (body as JsonObject | string | undefined);
  return { id, status, headers: { ...plain, ...json, ...headers }, body: shown };
}
