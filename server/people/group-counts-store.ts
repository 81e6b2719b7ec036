import { stored } from '../platform/mongo.ts';
import { people } from './person-model-store.ts';

/** How many people are in a group, and how many of these were put in by hand. */
export interface GroupCount {
  _id: string;
  people: number;
  byHand: number;
}

/** The sizes of a tenant's groups, by id; groups nobody is in are not named. */
export async function countByGroup(tenantId: string): Promise<Map<string, GroupCount>> {
  const added = { $ifNull: ['$addedGroupIds', []] };
  const counts = await stored(() =>
    people.aggregate<GroupCount>([
      { $match: { tenantId, state: { $in: ['active', 'paused'] } } },
      {
        $project: {
          groups: { $setUnion: ['$groupIds', added] },
          byHand: { $cond: [{ $eq: ['$source', 'manual'] }, '$groupIds', added] },
        },
      },
      { $unwind: '$groups' },
      {
        $group: {
          _id: '$groups',
          people: { $sum: 1 },
          byHand: { $sum: { $cond: [{ $in: ['$groups', '$byHand'] }, 1, 0] } },
        },
      },
    ]),
  );
  return new Map(counts.map((count) => [count._id, count]));
}
