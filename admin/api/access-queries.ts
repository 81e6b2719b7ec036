import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AuditView, CreatedToken, Page, Role, RoleGrantView, TokenView } from '../../contract/index.ts';
import { change, get } from './call.ts';

const rolesKey = ['roles'] as const;
const tokensKey = ['tokens'] as const;
const auditKey = ['audit'] as const;

/** The roles granted in Signet. */
export function useRoles() {
  return useQuery({
    queryKey: rolesKey,
    queryFn: ({ signal }) => get<{ items: RoleGrantView[] }>('/roles', { signal }),
  });
}

/** The API tokens, never what opens anything. */
export function useTokens() {
  return useQuery({
    queryKey: tokensKey,
    queryFn: ({ signal }) => get<{ items: TokenView[] }>('/tokens', { signal }),
  });
}

/** What the audit log is narrowed to: a subject like `role`, and the id of whom or what it concerns. */
export interface AuditFilter {
  subject: string;
  target: string;
}

/** The audit log page by page, newest first. */
export function useAudit(filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: [...auditKey, filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<AuditView>>('/audit', { query: { ...filter, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

function useAccessMutation<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => {
      for (const queryKey of [rolesKey, tokensKey, auditKey]) void client.invalidateQueries({ queryKey });
    },
  });
}

/** Grants a role to whoever has this address. */
export function useGrantRole() {
  return useAccessMutation((grant: { address: string; role: Role }) => change('POST', '/roles', { body: grant }));
}

/** Takes a role back. */
export function useRevokeRole() {
  return useAccessMutation((id: string) => change<undefined>('DELETE', `/roles/${encodeURIComponent(id)}`));
}

/** Makes a token; the answer alone shows it. `expires` as `90d`. */
export function useCreateToken() {
  return useAccessMutation(
    async (asked: { name: string; role: Role; expires: string }) =>
      (await change<CreatedToken>('POST', '/tokens', { body: asked })).data,
  );
}

/** Ends a token at once. */
export function useRevokeToken() {
  return useAccessMutation((id: string) => change<undefined>('DELETE', `/tokens/${encodeURIComponent(id)}`));
}
