import type { Assignment } from './assignment.ts';
import type { Campaign } from './campaign.ts';
import { createListStore } from './list-store.ts';

/** Every tenant's assignments, in order. */
export const assignmentLists = createListStore<Assignment>('AssignmentList', 'assignments');

/** Every tenant's campaigns. */
export const campaignLists = createListStore<Campaign>('CampaignList', 'campaigns');
