import { useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  BulkAction,
  BulkResult,
  EditPerson,
  GrantTo,
  GrantView,
  ImportResult,
  NewPerson,
  PeopleSelection,
  PersonView,
} from '../../contract/index.ts';
import { ApiError } from './api-error.ts';
import { change, getTagged, type Tagged } from './call.ts';

const pathOf = (id: string) => `/people/${encodeURIComponent(id)}`;

/** What people are shown in is read again after they were changed. */
function usePeopleMutation<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => {
      for (const queryKey of [['people'], ['person'], ['tenants'], ['groups']])
        void client.invalidateQueries({ queryKey });
    },
  });
}

/** Pauses, resumes, ends, removes or brings back several people. */
export function useBulk() {
  return usePeopleMutation(
    async ({ action, on, reason }: { action: BulkAction; on: PeopleSelection; reason?: string }) =>
      (await change<BulkResult>('POST', '/people/bulk', { body: { action, ...on, ...(reason ? { reason } : {}) } }))
        .data,
  );
}

/** Somebody entered by hand. */
export function useAddPerson() {
  return usePeopleMutation(
    async (person: Partial<NewPerson> & { address: string }) =>
      (await change<PersonView>('POST', '/people', { body: person })).data,
  );
}

/** A change of one person, if they are still as they were seen. */
export function useEditPerson(id: string) {
  return usePeopleMutation(
    async ({ edit, tag }: { edit: Partial<EditPerson>; tag?: string }) =>
      (await change<PersonView>('PATCH', pathOf(id), { body: edit, tag })).data,
  );
}

/** Puts somebody into exactly these groups by hand. */
export function useSetGroups() {
  return usePeopleMutation(
    async ({ id, groups }: { id: string; groups: string[] }) =>
      (await change<PersonView>('PATCH', pathOf(id), { body: { groups } })).data,
  );
}

/** Fields, or all of them, follow the directory again. */
export function useFollowDirectory(id: string) {
  return usePeopleMutation(
    async (fields: string[] | undefined) =>
      (await change<PersonView>('POST', `${pathOf(id)}/follow`, { body: fields ? { fields } : {} })).data,
  );
}

/** One person with the tag of their version. */
export function readPerson(id: string, signal?: AbortSignal): Promise<Tagged<PersonView>> {
  return getTagged<PersonView>(pathOf(id), signal ? { signal } : {});
}

/** Tries or does an import. With problems the server refuses, and says which: that is an answer, too. */
export function useImportPeople() {
  return usePeopleMutation(async ({ file, dryRun }: { file: Blob; dryRun: boolean }): Promise<ImportResult> => {
    const sent = { file: { content: file, type: 'text/csv' }, query: { dryRun: String(dryRun) } };
    return (await change<ImportResult>('POST', '/people/import', sent)).data;
  });
}

/** Grants or revokes sending as a mailbox. */
export function useChangeGrant(mailbox: string) {
  return usePeopleMutation(
    async ({ to, verb }: { to: GrantTo; verb: 'grant' | 'revoke' }) =>
      (
        await change<{ items: GrantView[] }>(verb === 'grant' ? 'POST' : 'DELETE', `${pathOf(mailbox)}/grants`, {
          body: to,
        })
      ).data,
  );
}

/** Uploads a photo; null takes the uploaded one back. */
export function useChangePhoto(id: string) {
  return usePeopleMutation(
    async (file: File | null) =>
      (
        await change<PersonView>(file ? 'PUT' : 'DELETE', `${pathOf(id)}/photo`, {
          ...(file ? { file: { content: file, type: file.type || 'application/octet-stream' } } : {}),
        })
      ).data,
  );
}

/** Whether somebody else changed what was being edited. */
export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'CONFLICT';
}
