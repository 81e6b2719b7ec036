import mongoose from 'mongoose';
import { stored } from '../platform/mongo.ts';
import type { Assignment } from './assignment.ts';
import { moveRevision } from './revision-store.ts';

interface AssignmentDocument extends Assignment {
  _id: string;
  tenantId: string;
}

const required = { type: String, required: true } as const;
const texts = { type: [String], default: undefined } as const;

const whoSchema = new mongoose.Schema<Assignment['who']>(
  { everyone: Boolean, groupIds: texts, personIds: texts },
  { _id: false, minimize: false },
);
const whenSchema = new mongoose.Schema<Assignment['when']>(
  { composeTypes: texts, from: texts, starts: Date, ends: Date },
  { _id: false, minimize: false },
);

const assignmentSchema = new mongoose.Schema<AssignmentDocument>(
  {
    _id: required,
    tenantId: required,
    id: required,
    order: { type: Number, required: true },
    templateId: { type: String, default: null },
    who: { type: whoSchema, required: true },
    when: { type: whenSchema, required: true },
  },
  { collection: 'assignments', autoIndex: false, versionKey: false, minimize: false },
).index({ tenantId: 1, order: 1 });

const AssignmentModel = mongoose.model('Assignment', assignmentSchema);

/** A tenant's assignments in their order (equal orders by id, so that every process agrees). */
export async function readAssignments(tenantId: string): Promise<Assignment[]> {
  const found = await stored(() => AssignmentModel.find({ tenantId }).lean());
  return found.map(toAssignment).sort((one, other) => one.order - other.order || (one.id < other.id ? -1 : 1));
}

/** Stores or replaces one assignment. */
export async function saveAssignment(tenantId: string, assignment: Assignment): Promise<void> {
  const _id = `${tenantId}:${assignment.id}`;
  await stored(() => AssignmentModel.replaceOne({ _id }, { _id, tenantId, ...assignment }, { upsert: true }));
  await moveRevision(tenantId);
}

/** Stores an assignment unless the tenant has one of its id. */
export async function addAssignment(tenantId: string, assignment: Assignment): Promise<void> {
  const _id = `${tenantId}:${assignment.id}`;
  if (await stored(() => AssignmentModel.exists({ _id }))) return;
  await saveAssignment(tenantId, assignment);
}

function toAssignment({ id, order, templateId, who, when }: AssignmentDocument): Assignment {
  return { id, order, templateId: templateId ?? null, who: who ?? {}, when: when ?? {} };
}
