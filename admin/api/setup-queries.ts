import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ConsentView, SetupStep, TenantView } from '../../contract/index.ts';
import { change, read } from './call.ts';
import { saveSettings, settingsQuery } from './settings-queries.ts';

/** Notes the step that the set-up goes on with, or that it is done. */
export function useNoteSetup(tenantId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (step: SetupStep | 'done') =>
      (await change<TenantView>('PUT', `/tenants/${tenantId}/set-up`, { body: { step } })).data,
    onSuccess: (tenant) => client.setQueryData(['tenants'], { items: [tenant] }),
  });
}

/** Nobody chose a time zone yet: the nights are those of the browser's. */
export function useTakeTimeZone() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { data, tag } = await client.fetchQuery({ ...settingsQuery, staleTime: 0 });
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const { auto } = data.sync;
      if (auto.timeZone !== 'UTC' || !timeZone || timeZone === 'UTC') return;
      const answer = await saveSettings('sync', { ...data.sync, auto: { ...auto, timeZone } }, tag);
      client.setQueryData(settingsQuery.queryKey, answer);
    },
  });
}

const consentKey = ['consent'] as const;

/** What became of the consent that this browser asked for; looked at until it is decided. `onConnected`: when it has just been given. */
export function useConsent(onConnected?: () => void) {
  const client = useQueryClient();
  const consent = useQuery({
    queryKey: consentKey,
    queryFn: ({ signal }) => read<ConsentView>('/connect/status', signal),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data?.state === 'waiting' ? Math.max(2, data.retryAfter) * 1000 : false),
  });
  const connected = consent.data?.state === 'connected';
  const tell = useRef(onConnected);
  tell.current = onConnected;
  useEffect(() => {
    if (connected) void client.invalidateQueries({ queryKey: ['tenants'] }).then(() => tell.current?.());
  }, [connected, client]);
  return consent;
}

/** Asks for a link to Microsoft's consent page, for whoever is an admin there. */
export function useAskConsent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => read<ConsentView>('/connect?link=1'),
    onSuccess: (consent) => client.setQueryData(consentKey, consent),
  });
}
