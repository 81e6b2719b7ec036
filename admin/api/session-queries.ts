import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SessionView, TenantView } from '../../contract/index.ts';
import { ApiError } from './api-error.ts';
import { get, post } from './call.ts';
import { sessionKey } from './query-client.ts';

async function readSession(signal: AbortSignal): Promise<SessionView | null> {
  try {
    return await get<SessionView>('/session', { signal });
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** Who is signed in; null when nobody is. */
export function useSession() {
  return useQuery({ queryKey: sessionKey, queryFn: ({ signal }) => readSession(signal), staleTime: 60_000 });
}

/** The connected tenants. */
export function useTenants() {
  return useQuery({
    queryKey: ['tenants'],
    queryFn: ({ signal }) => get<{ items: TenantView[] }>('/tenants', { signal }),
    // while none is connected, somebody elsewhere may be about to
    refetchInterval: (query) => (query.state.data?.items.length === 0 ? 5_000 : false),
  });
}

/** Ends the session and forgets everything that was read in it. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<undefined>('/auth/sign-out'),
    onSuccess: () => {
      client.setQueryData(sessionKey, null);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
    },
  });
}
