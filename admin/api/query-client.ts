import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/** The key of the session: everything else hangs on it. */
export const sessionKey = ['session'] as const;

/** Makes the query client: retries what may pass, and asks for the session again when the server says that it is over. */
export function makeQueryClient(): QueryClient {
  const watch = (error: Error) => {
    if (error instanceof ApiError && error.status === 401) void client.invalidateQueries({ queryKey: sessionKey });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.retry,
      },
      mutations: { retry: false },
    },
  });
  return client;
}
