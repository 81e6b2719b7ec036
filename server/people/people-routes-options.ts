import type { Clock } from '../platform/clock.ts';
import type { GroupsByName, PeopleService } from './people-service.ts';

/** What the routes of this room need. */
export interface PeopleRoutesOptions {
  people: PeopleService;
  groups: GroupsByName;
  /** The name of each group by id, from the groups room, which stands beside this one. */
  groupNames(tenantId: string): Promise<Map<string, string>>;
  clock: Clock;
}
