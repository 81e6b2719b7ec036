import { isDeepStrictEqual } from 'node:util';
import type { AssignmentInput, AssignmentsAnswer, NewAssignment } from '../../contract/index.ts';
import { type Actor, audit } from '../access/index.ts';
import { groupNames } from '../groups/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import type { Assignment } from './assignment.ts';
import { toAssignmentViews } from './assignment-conflicts.ts';
import { assignmentLists } from './assignment-store.ts';
import { type Change, refuseChanged } from './changed-since.ts';
import { nameIdFor } from './name-id.ts';
import { publishingSettings } from './publishing-settings.ts';
import { readPublished } from './template-store.ts';
import { whoProblems } from './who-problems.ts';

/** The list as it stands, and its revision for the next change of its order. */
export interface ShownAssignments {
  answer: AssignmentsAnswer;
  revision: number;
}

/** Who gets which template. Changes take effect at once and are written to the audit log. */
export interface AssignmentService {
  list(tenantId: string): Promise<ShownAssignments>;
  /** @throws {SignetError} DUPLICATE, VALIDATION for templates or groups that are not there */
  add(tenantId: string, assignment: NewAssignment, by: Actor): Promise<Assignment>;
  /** Replaces one, in its place. @throws {SignetError} ASSIGNMENT_UNKNOWN, CONFLICT, VALIDATION */
  save(tenantId: string, id: string, assignment: AssignmentInput, change: Change): Promise<Assignment>;
  remove(tenantId: string, id: string, change: Change): Promise<void>;
  /** Every id in the new order. @throws {SignetError} CONFLICT where the list is another than was seen */
  reorder(tenantId: string, ids: string[], change: Change): Promise<ShownAssignments>;
  /** Puts one before another, or last. */
  move(tenantId: string, id: string, before: string | undefined, change: Change): Promise<ShownAssignments>;
  find(tenantId: string, id: string): Promise<Assignment>;
  /** All as people write them, in order. */
  read(tenantId: string): Promise<(AssignmentInput & { id: string })[]>;
  /** Makes these, in this order, all there are; what does not differ keeps who changed it last. */
  replaceAll(tenantId: string, items: (AssignmentInput & { id: string })[], by: Actor): Promise<void>;
}

export interface AssignmentServiceOptions {
  clock: Clock;
  /** Told of every tenant whose assignments were written. */
  onChange(tenantId: string): void;
}

/** The assignments of every tenant. */
export function createAssignments({ clock, onChange }: AssignmentServiceOptions): AssignmentService {
  /** What follows every write: everybody reads it again, and the audit log has it. */
  async function note(tenantId: string, by: Actor, what: string, targets: string[], before?: unknown, after?: unknown) {
    onChange(tenantId);
    await audit(tenantId, { by, what: `assignment.${what}`, targets, before, after }, clock.now());
  }

  const service: AssignmentService = {
    async list(tenantId) {
      const { items, revision } = await assignmentLists.read(tenantId);
      const { timeZone } = await publishingSettings(tenantId);
      const [templates, names] = await Promise.all([readPublished(tenantId), groupNames(tenantId)]);
      const facts = { templates: new Set(templates.map(({ id }) => id)), names, at: clock.now(), timeZone };
      return { answer: { items: toAssignmentViews(items, facts), timeZone }, revision };
    },

    async find(tenantId, id) {
      return known((await assignmentLists.read(tenantId)).items, id);
    },

    async read(tenantId) {
      return (await assignmentLists.read(tenantId)).items.map((item) => ({ id: item.id, ...inputOf(item) }));
    },

    async replaceAll(tenantId, wanted, by) {
      const before = await assignmentLists.rewrite(tenantId, (items) => {
        const next = wanted.map((input): Assignment => {
          const was = items.find(({ id }) => id === input.id);
          if (was && isDeepStrictEqual({ id: was.id, ...inputOf(was) }, input)) return was;
          return { ...input, revision: (was?.revision ?? 0) + 1, changedAt: clock.now(), changedBy: by.name };
        });
        return { items: next, result: items.map((item) => ({ id: item.id, ...inputOf(item) })) };
      });
      await note(
        tenantId,
        by,
        'import',
        wanted.map(({ id }) => id),
        before,
        wanted,
      );
    },

    async add(tenantId, { id: asked, before, ...input }, by) {
      await refuseUnusable(tenantId, input);
      const added = await assignmentLists.rewrite(tenantId, (items) => {
        const taken = new Set(items.map(({ id }) => id));
        if (asked !== undefined && taken.has(asked))
          throw new SignetError('DUPLICATE', `There is an assignment “${asked}” already.`);
        const id = asked ?? nameIdFor(input.name, taken, 'assignment');
        const result: Assignment = { id, ...input, revision: 1, changedAt: clock.now(), changedBy: by.name };
        return { items: placed(items, result, before), result };
      });
      await note(tenantId, by, 'create', [added.id], undefined, inputOf(added));
      return added;
    },

    async save(tenantId, id, input, { by, seen }) {
      await service.find(tenantId, id);
      await refuseUnusable(tenantId, input);
      const { was, is } = await assignmentLists.rewrite(tenantId, (items) => {
        const was = known(items, id);
        refuseChanged(was, seen);
        const is: Assignment = { id, ...input, revision: was.revision + 1, changedAt: clock.now(), changedBy: by.name };
        return { items: items.map((item) => (item === was ? is : item)), result: { was, is } };
      });
      await note(tenantId, by, 'edit', [id], inputOf(was), inputOf(is));
      return is;
    },

    async remove(tenantId, id, { by, seen }) {
      const was = await assignmentLists.rewrite(tenantId, (items) => {
        const result = known(items, id);
        refuseChanged(result, seen);
        return { items: items.filter((item) => item !== result), result };
      });
      await note(tenantId, by, 'delete', [id], inputOf(was));
    },

    async reorder(tenantId, ids, { by, seen }) {
      const before = await assignmentLists.rewrite(tenantId, (items, revision) => {
        refuseChanged({ ...latestOf(items), revision }, seen);
        if (ids.length !== items.length || new Set(ids).size !== ids.length)
          throw new SignetError('VALIDATION', `ids: name each of the ${items.length} assignments once.`);
        return { items: ids.map((id) => known(items, id)), result: items.map(({ id }) => id) };
      });
      await note(tenantId, by, 'reorder', ids, before, ids);
      return service.list(tenantId);
    },

    async move(tenantId, id, before, { by }) {
      const { was, ids } = await assignmentLists.rewrite(tenantId, (items) => {
        const moved = known(items, id);
        const rest = items.filter((item) => item !== moved);
        const next = placed(rest, moved, before);
        return { items: next, result: { was: items.map((item) => item.id), ids: next.map((item) => item.id) } };
      });
      await note(tenantId, by, 'reorder', [id], was, ids);
      return service.list(tenantId);
    },
  };
  return service;
}

/** What people write of an assignment, without what Signet keeps about it. */
export function inputOf({ name, enabled, templateId, choices, who, when }: Assignment): AssignmentInput {
  return { name, enabled, templateId, choices, who, when };
}

/** @throws {SignetError} VALIDATION for templates that nobody can be given, groups that are not there, expressions that are none */
async function refuseUnusable(tenantId: string, input: AssignmentInput): Promise<void> {
  const published = new Set((await readPublished(tenantId)).map(({ id }) => id));
  const problems = [
    ...(input.templateId === null || published.has(input.templateId)
      ? []
      : [`templateId: no template “${input.templateId}” is published.`]),
    ...input.choices.filter((id) => !published.has(id)).map((id) => `choices: no template “${id}” is published.`),
    ...(await whoProblems(tenantId, input.who)),
  ];
  if (problems.length > 0)
    throw new SignetError('VALIDATION', problems.join('\n'), { details: problems.map((message) => ({ message })) });
}

function placed(items: Assignment[], item: Assignment, before: string | undefined): Assignment[] {
  if (before === undefined) return [...items, item];
  const at = items.indexOf(known(items, before));
  return [...items.slice(0, at), item, ...items.slice(at)];
}

function known(items: Assignment[], id: string): Assignment {
  const found = items.find((item) => item.id === id);
  if (!found) throw new SignetError('ASSIGNMENT_UNKNOWN', `There is no assignment “${id}”.`);
  return found;
}

function latestOf(items: Assignment[]): Pick<Assignment, 'changedAt' | 'changedBy'> | undefined {
  return items.reduce<Assignment | undefined>(
    (latest, item) => (latest && latest.changedAt > item.changedAt ? latest : item),
    undefined,
  );
}
