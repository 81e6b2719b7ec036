import type { Assignment } from './assignment.ts';

/** The ids of the groups that exist when a tenant has just been connected. */
export type SeedGroups = { everyone: string; sharedMailboxes?: string; [name: string]: string | undefined };

/** What a newly connected tenant starts with: the short signature under replies and forwards, the full one under new mail. */
export function defaultAssignments({ everyone, sharedMailboxes }: SeedGroups): Assignment[] {
  const who = { groupIds: sharedMailboxes === undefined ? [everyone] : [everyone, sharedMailboxes] };
  return [
    { id: 'replies', order: 100, templateId: 'compact', who, when: { composeTypes: ['reply', 'forward'] } },
    { id: 'new-mail', order: 200, templateId: 'classic', who, when: { composeTypes: ['newMail'] } },
  ];
}
