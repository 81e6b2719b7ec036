import type { Assignment } from './assignment.ts';

/** The ids of the groups that exist when a tenant has just been connected. */
export type SeedGroups = { everyone: string; [name: string]: string | undefined };

/** What a newly connected tenant starts with: the short signature under replies and forwards, the full one under new mail. */
export function defaultAssignments({ everyone }: SeedGroups, now: Date): Assignment[] {
  const shared = {
    ...{ enabled: true, choices: [], who: { groupIds: [everyone] } },
    ...{ revision: 1, changedAt: now, changedBy: 'Signet' },
  };
  return [
    {
      ...{ id: 'replies', name: 'Replies and forwards', templateId: 'compact' },
      ...{ ...shared, when: { composeTypes: ['reply', 'forward'] } },
    },
    { id: 'new-mail', name: 'New mail', templateId: 'classic', ...shared, when: { composeTypes: ['newMail'] } },
  ];
}
