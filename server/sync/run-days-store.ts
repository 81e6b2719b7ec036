import type { RunDaysView } from '../../contract/index.ts';
import { stored } from '../platform/mongo.ts';
import { runs } from './run-store.ts';

/** What the runs since then did, by day in this zone. Previews, and what is still under way, are left out. */
export async function sumRunsByDay(tenantId: string, since: Date, timezone: string): Promise<RunDaysView['items']> {
  const counted = (outcome: string) => ({ $sum: { $cond: [{ $eq: ['$outcome', outcome] }, 1, 0] } });
  const found = await stored(() =>
    runs.aggregate<Omit<RunDaysView['items'][number], 'day'> & { _id: string }>([
      { $match: { tenantId, startedAt: { $gte: since }, preview: { $ne: true }, outcome: { $exists: true } } },
      { $project: { startedAt: 1, outcome: 1, counts: 1 } },
      {
        $group: {
          _id: { $dateToString: { date: '$startedAt', format: '%Y-%m-%d', timezone } },
          runs: { $sum: 1 },
          failed: counted('failed'),
          held: counted('held'),
          created: { $sum: '$counts.created' },
          updated: { $sum: '$counts.updated' },
          removed: { $sum: '$counts.removed' },
        },
      },
    ]),
  );
  return found.map(({ _id: day, ...sums }) => ({ day, ...sums }));
}
