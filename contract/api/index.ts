import { accessApi } from './access-api.ts';
import { assignmentApi } from './assignment-api.ts';
import { campaignApi } from './campaign-api.ts';
import { deliveryApi, deliveryProofApi } from './delivery-api.ts';
import { groupApi } from './group-api.ts';
import { imageApi } from './image-api.ts';
import { operatingApi } from './operating-api.ts';
import { peopleApi } from './people-api.ts';
import type { ApiRoom } from './route.ts';
import { settingsApi } from './settings-api.ts';
import { syncApi } from './sync-api.ts';
import { templateApi } from './template-api.ts';
import { tenantApi } from './tenant-api.ts';

export { pages } from './operating-api.ts';
export { type ApiRoom, type ApiRoute, type Caller, errorSchema, type OtherContent } from './route.ts';

/** The whole API, room by room: what the document is made of, and what tests walk. A route that stands here in part only fails them. */
export const api: ApiRoom[] = [
  tenantApi,
  peopleApi,
  groupApi,
  templateApi,
  imageApi,
  assignmentApi,
  campaignApi,
  syncApi,
  settingsApi,
  accessApi,
  deliveryApi,
  deliveryProofApi,
  operatingApi,
];
