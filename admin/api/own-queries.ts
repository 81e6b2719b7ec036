import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ProfileAnswer, ProfileChange, SignaturesAnswer } from '../../contract/index.ts';
import { change, get } from './call.ts';

const profileKey = ['me', 'profile'] as const;
const signaturesKey = ['me', 'signatures'] as const;

/** Who Signet takes the signed-in person for, and what they may change. */
export function useOwnProfile() {
  return useQuery({ queryKey: profileKey, queryFn: ({ signal }) => get<ProfileAnswer>('/me/profile', { signal }) });
}

/** The signatures of the signed-in person: every address × compose type. */
export function useOwnSignatures() {
  return useQuery({
    queryKey: signaturesKey,
    queryFn: ({ signal }) => get<SignaturesAnswer>('/me/signatures', { signal }),
  });
}

/** The signed-in person chooses among what they are offered, or edits their own fields; the signatures are read again. */
export function useChangeOwnProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (wanted: Partial<ProfileChange>) =>
      (await change<ProfileAnswer>('PATCH', '/me/profile', { body: wanted })).data,
    onSuccess: async (profile) => {
      client.setQueryData(profileKey, profile);
      for (const queryKey of [signaturesKey, ['person'], ['people']]) await client.invalidateQueries({ queryKey });
    },
  });
}
