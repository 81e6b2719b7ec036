import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  AssignmentInput,
  AssignmentsAnswer,
  AssignmentView,
  ComposeType,
  Explanation,
} from '../../contract/index.ts';
import { change, get, getTagged } from './call.ts';

const listKey = ['assignments'] as const;
const pathOf = (id: string) => `/assignments/${encodeURIComponent(id)}`;

/** All assignments in order, with the tag of the list. */
export function useAssignments() {
  return useQuery({
    queryKey: listKey,
    queryFn: ({ signal }) => getTagged<AssignmentsAnswer>('/assignments', { signal }),
  });
}

/** One assignment as it is now, with the tag of its version. */
export function readAssignment(id: string, signal?: AbortSignal) {
  return getTagged<AssignmentView>(pathOf(id), signal ? { signal } : {});
}

/** The same, read when somebody begins to edit it. */
export function useAssignment(id: string | undefined) {
  return useQuery({
    queryKey: ['assignment', id],
    queryFn: ({ signal }) => readAssignment(id ?? '', signal),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** Which template somebody gets, and why. */
export function useExplanation(person: string | undefined, from: string | undefined, composeType: ComposeType) {
  return useQuery({
    queryKey: ['explain', person, from, composeType],
    queryFn: ({ signal }) => get<Explanation>('/explain', { query: { person, from, composeType }, signal }),
    enabled: person !== undefined,
  });
}

function useAssignmentMutation<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => {
      for (const queryKey of [listKey, ['explain'], ['person'], ['templates']])
        void client.invalidateQueries({ queryKey });
    },
  });
}

/** A new assignment, or another content of one; the latter only if nobody else changed it since. */
export function useSaveAssignment() {
  return useAssignmentMutation(
    async ({ id, input, tag }: { id: string | undefined; input: AssignmentInput; tag: string | undefined }) =>
      id === undefined
        ? change<AssignmentView>('POST', '/assignments', { body: input })
        : change<AssignmentView>('PUT', pathOf(id), { body: input, ...(tag ? { tag } : {}) }),
  );
}

/** Another order of the list, if it is still the one that was seen. */
export function useOrderAssignments() {
  return useAssignmentMutation(async ({ ids, tag }: { ids: string[]; tag: string | undefined }) =>
    change<AssignmentsAnswer>('PUT', '/assignments/order', { body: { ids }, ...(tag ? { tag } : {}) }),
  );
}

/** Brings a deleted one back to its place: before another, or last. */
export function useRestoreAssignment() {
  return useAssignmentMutation(({ assignment, before }: { assignment: AssignmentView; before: string | undefined }) => {
    const { id, name, enabled, templateId, choices, who, when } = assignment;
    const body = { id, name, enabled, templateId, choices, who, when, before };
    return change<AssignmentView>('POST', '/assignments', { body });
  });
}

/** Deletes one. */
export function useDeleteAssignment() {
  return useAssignmentMutation((id: string) => change<undefined>('DELETE', pathOf(id)));
}
