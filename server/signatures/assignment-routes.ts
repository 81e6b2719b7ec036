import { type Request, type Response, Router } from 'express';
import { assignmentSchema, newAssignmentSchema, orderSchema } from '../../contract/index.ts';
import { actorOf, askerOf, requireRole } from '../access/index.ts';
import { parse, seenRevision } from '../platform/http.ts';
import type { AssignmentService, ShownAssignments } from './assignment-service.ts';
import type { Change } from './changed-since.ts';

/** `/assignments`: who gets which template, in order. The list's ETag guards its order, each one's its content. */
export function createAssignmentRoutes(assignments: AssignmentService): Router {
  const routes = Router();
  const readers = requireRole('admin', 'editor', 'auditor');
  const editors = requireRole('admin', 'editor');

  async function answerOne(request: Request, response: Response, id: string): Promise<void> {
    const { tenantId } = askerOf(request);
    const { answer } = await assignments.list(tenantId);
    const view = answer.items.find((item) => item.id === id);
    const { revision } = await assignments.find(tenantId, id);
    response.set('ETag', `"${revision}"`).json(view);
  }

  routes.get('/assignments', readers, async (request, response) => {
    answerAll(response, await assignments.list(askerOf(request).tenantId));
  });
  routes.post('/assignments', editors, async (request, response) => {
    const { tenantId } = askerOf(request);
    const added = await assignments.add(tenantId, parse(newAssignmentSchema, request.body), changeOf(request).by);
    response.status(201).location(`/api/v1/assignments/${added.id}`);
    await answerOne(request, response, added.id);
  });
  routes.put('/assignments/order', editors, async (request, response) => {
    const { ids } = parse(orderSchema, request.body);
    answerAll(response, await assignments.reorder(askerOf(request).tenantId, ids, changeOf(request)));
  });
  routes.get('/assignments/:id', readers, async (request, response) => {
    await answerOne(request, response, idOf(request));
  });
  routes.put('/assignments/:id', editors, async (request, response) => {
    const input = parse(assignmentSchema, request.body);
    await assignments.save(askerOf(request).tenantId, idOf(request), input, changeOf(request));
    await answerOne(request, response, idOf(request));
  });
  routes.delete('/assignments/:id', editors, async (request, response) => {
    await assignments.remove(askerOf(request).tenantId, idOf(request), changeOf(request));
    response.status(204).end();
  });
  return routes;
}

const idOf = (request: Request) => String(request.params.id);
const changeOf = (request: Request): Change => ({ by: actorOf(askerOf(request)), seen: seenRevision(request) });

function answerAll(response: Response, { answer, revision }: ShownAssignments): void {
  response.set('ETag', `"${revision}"`).json(answer);
}
