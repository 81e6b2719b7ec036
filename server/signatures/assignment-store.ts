import mongoose from 'mongoose';
import type { ComposeType } from '../../contract/index.ts';
import type { Assignment } from './assignment.ts';
import { moveRevision } from './revision-store.ts';
import { storageError } from './storage-error.ts';

interface AssignmentDocument extends Omit<Assignment, 'when'> {
  _id: string;
  tenantId: string;
  when: { composeTypes?: ComposeType[]; from?: string[]; starts?: Date; ends?: Date };
}

const required = { type: String, required: true } as const;
const texts = { type: [String], default: undefined } as const;

const assignmentSchema = new mongoose.Schema<AssignmentDocument>(
  {
    _id: required,
    tenantId: required,
    id: required,
    order: { type: Number, required: true },
    templateId: { type: String, default: null },
    who: { type: { everyone: Boolean, groupIds: texts, personIds: texts }, required: true, _id: false },
    when: { type: { composeTypes: texts, from: texts, starts: Date, ends: Date }, required: true, _id: false },
  },
  { collection: 'assignments', autoIndex: false, versionKey: false, minimize: false },
).index({ tenantId: 1, order: 1 });

const AssignmentModel = mongoose.model('Assignment', assignmentSchema);

/** A tenant's assignments in their order (equal orders by id, so that every process agrees). */
export async function readAssignments(tenantId: string): Promise<Assignment[]> {
  const found = await AssignmentModel.find({ tenantId }).lean().catch(storageError);
  return found.map(toAssignment).sort((one, other) => one.order - other.order || (one.id < other.id ? -1 : 1));
}

/** Stores or replaces one assignment. */
export async function saveAssignment(tenantId: string, assignment: Assignment): Promise<void> {
  const _id = `${tenantId}:${assignment.id}`;
  await AssignmentModel.replaceOne({ _id }, { _id, tenantId, ...assignment }, { upsert: true }).catch(storageError);
  await moveRevision(tenantId);
}

/** Stores an assignment unless the tenant has one of its id. */
export async function addAssignment(tenantId: string, assignment: Assignment): Promise<void> {
  const _id = `${tenantId}:${assignment.id}`;
  if (await AssignmentModel.exists({ _id }).catch(storageError)) return;
  await saveAssignment(tenantId, assignment);
}

function toAssignment({ id, order, templateId, who, when }: AssignmentDocument): Assignment {
  return { id, order, templateId: templateId ?? null, who: who ?? {}, when: when ?? {} };
}
