import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AssignmentInput, AssignmentView, TemplateDetail } from '../../contract/index.ts';
import { useAssignments } from '../api/assignment-queries.ts';
import { change, getTagged } from '../api/call.ts';
import { type Starter, useTemplates } from '../api/template-queries.ts';

/** The assignment that every new tenant begins with, for everyone's new mail. */
const newMail = 'new-mail';

/** What can be changed of an assignment, of one that is shown. */
function inputOf({ name, enabled, templateId, choices, who, when }: AssignmentView): AssignmentInput {
  return { name, enabled, templateId, choices, who, when };
}

/**
 * Which template everyone gets under a new mail, and giving them one of the starters: a template is made of it where there is none yet,
 * published, and assigned. What was done before something failed is found again at the next try.
 */
export function useFirstSignature() {
  const client = useQueryClient();
  const templates = useTemplates(false);
  const assignments = useAssignments();
  const assigned = assignments.data?.data.items.find(({ id }) => id === newMail);

  const give = useMutation({
    mutationFn: async ({ id, title }: Starter) => {
      const known = templates.data?.items.find((template) => template.id === id);
      if (!known) await change<TemplateDetail>('POST', '/templates', { body: { id, title, starter: id } });
      if (known?.state !== 'published') await change('POST', `/templates/${id}/publish`, { body: {} });
      if (assigned) {
        const { data, tag } = await getTagged<AssignmentView>(`/assignments/${newMail}`);
        const body: AssignmentInput = { ...inputOf(data), enabled: true, templateId: id };
        await change('PUT', `/assignments/${newMail}`, { body, ...(tag ? { tag } : {}) });
      } else {
        const body = {
          id: newMail,
          name: title,
          templateId: id,
          who: { everyone: true },
          when: { composeTypes: ['newMail'] },
        };
        await change('POST', '/assignments', { body });
      }
      return id;
    },
    onSettled: async () => {
      await Promise.all(
        [['templates'], ['template'], ['assignments'], ['person'], ['explain']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      );
    },
  });

  return {
    current: assigned?.enabled ? (assigned.templateId ?? undefined) : undefined,
    give,
    ready: templates.data !== undefined && assignments.data !== undefined,
    error: templates.error ?? assignments.error,
  };
}
