import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  DraftChange,
  ImpactView,
  NewTemplate,
  TemplateDetail,
  TemplateDiff,
  TemplatePreview,
  TemplatePreviewRequest,
  TemplateVersionView,
  TemplateView,
} from '../../contract/index.ts';
import { change, get, getTagged } from './call.ts';

const pathOf = (id: string) => `/templates/${encodeURIComponent(id)}`;

/** All templates, or those put away. */
export function useTemplates(archived: boolean) {
  return useQuery({
    queryKey: ['templates', { archived }],
    queryFn: ({ signal }) =>
      get<{ items: TemplateView[] }>('/templates', { query: archived ? { archived: 'true' } : {}, signal }),
  });
}

/** A template of the gallery, before anything is made of it. */
export interface Starter {
  id: string;
  title: string;
  description: string;
}

/** What new templates can start from. */
export function useStarters(enabled: boolean) {
  return useQuery({
    queryKey: ['starters'],
    queryFn: ({ signal }) => get<{ items: Starter[] }>('/templates/starters', { signal }),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** One template with its draft, and the tag of its version. */
export function useTemplate(id: string) {
  return useQuery({
    queryKey: ['template', id],
    queryFn: ({ signal }) => getTagged<TemplateDetail>(pathOf(id), { signal }),
  });
}

function useTemplateMutation<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => {
      for (const queryKey of [['templates'], ['template'], ['person'], ['images']])
        void client.invalidateQueries({ queryKey });
    },
  });
}

/** A new template. */
export function useCreateTemplate() {
  return useTemplateMutation(
    async (template: NewTemplate) => (await change<TemplateDetail>('POST', '/templates', { body: template })).data,
  );
}

/** Saves the draft, if nobody else changed it since. */
export function useSaveDraft(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, tag }: { draft: DraftChange; tag?: string | undefined }) =>
      change<TemplateDetail>('PUT', `${pathOf(id)}/draft`, { body: draft, ...(tag ? { tag } : {}) }),
    onSuccess: (answer) => {
      client.setQueryData(['template', id], answer);
      for (const queryKey of [['templates'], ['images']]) void client.invalidateQueries({ queryKey });
    },
  });
}

/** The verbs of a template that need nothing but it. */
export type TemplateVerb =
  | 'publish'
  | 'approve'
  | 'reject'
  | 'rollback'
  | 'archive'
  | 'restore'
  | 'withdraw'
  | 'discard'
  | 'delete';

const routes: Record<TemplateVerb, { method: 'POST' | 'DELETE'; path: string }> = {
  publish: { method: 'POST', path: '/publish' },
  approve: { method: 'POST', path: '/approve' },
  reject: { method: 'POST', path: '/reject' },
  rollback: { method: 'POST', path: '/rollback' },
  archive: { method: 'POST', path: '/archive' },
  restore: { method: 'POST', path: '/restore' },
  withdraw: { method: 'DELETE', path: '/waiting' },
  discard: { method: 'DELETE', path: '/draft' },
  delete: { method: 'DELETE', path: '' },
};

/** Publishes, approves, goes back, puts away … */
export function useTemplateVerb(id: string) {
  return useTemplateMutation(
    ({ verb, body, tag }: { verb: TemplateVerb; body?: unknown; tag?: string | undefined }) => {
      const { method, path } = routes[verb];
      const sent = method === 'POST' ? { body: body ?? {} } : {};
      return change<TemplateDetail | undefined>(method, `${pathOf(id)}${path}`, { ...sent, ...(tag ? { tag } : {}) });
    },
  );
}

/** What a source, saved or not, looks like for somebody. */
export function usePreview(id: string, wanted: Partial<TemplatePreviewRequest>) {
  return useQuery({
    queryKey: ['template-preview', id, JSON.stringify(wanted)],
    queryFn: async ({ signal }) =>
      (await change<TemplatePreview>('POST', `${pathOf(id)}/preview`, { body: wanted, signal })).data,
    placeholderData: (before) => before,
    retry: false,
    staleTime: 60_000,
  });
}

/** What a starter looks like for somebody. */
export function useStarterPreview(starter: string, person: string | undefined) {
  return useQuery({
    queryKey: ['starter-preview', starter, person],
    queryFn: async ({ signal }) =>
      (await change<TemplatePreview>('POST', '/templates/preview', { body: { starter, person }, signal })).data,
    retry: false,
    staleTime: 60_000,
  });
}

/** What publishing the draft would change, for whom. */
export function useImpact(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['template-impact', id],
    queryFn: async ({ signal }) =>
      (await change<ImpactView>('POST', `${pathOf(id)}/impact`, { body: { samples: 3 }, signal })).data,
    enabled,
    staleTime: 0,
    gcTime: 0,
  });
}

/** The versions of a template, newest first. */
export function useVersions(id: string) {
  return useQuery({
    queryKey: ['template', id, 'versions'],
    queryFn: ({ signal }) => get<{ items: TemplateVersionView[] }>(`${pathOf(id)}/versions`, { signal }),
  });
}

/** What differs between a version and what is published. */
export function useVersionDiff(id: string, version: number | undefined) {
  return useQuery({
    queryKey: ['template', id, 'diff', version],
    queryFn: ({ signal }) =>
      get<TemplateDiff>(`${pathOf(id)}/diff`, { query: { from: version, to: 'published' }, signal }),
    enabled: version !== undefined,
  });
}
