import { personFields } from '../../contract/index.ts';
import { stored } from '../platform/mongo.ts';
import { people } from './person-model-store.ts';

/** How many people there are, and of how many of them each field is empty. */
export interface EmptyFields {
  count: number;
  empty: Record<string, number>;
}

const fields = [...personFields, ...Array.from({ length: 15 }, (_, at) => `extensionAttribute${at + 1}`)];

/** Counts empty fields over the people who get signatures; what was entered by hand fills a field. */
export async function countEmptyFields(tenantId: string): Promise<EmptyFields> {
  const isEmpty = (field: string) => {
    const value = { $ifNull: [`$overrides.${field}`, { $ifNull: [`$fields.${field}`, ''] }] };
    return { $sum: { $cond: [{ $eq: [value, ''] }, 1, 0] } };
  };
  const [counted] = await stored(() =>
    people.aggregate<Record<string, number>>([
      { $match: { tenantId, state: { $in: ['active', 'paused'] } } },
      {
        $group: {
          _id: null,
          count: { $sum: 1 },
          ...Object.fromEntries(fields.map((field) => [field, isEmpty(field)])),
        },
      },
    ]),
  );
  const { count = 0, ...empty } = counted ?? {};
  return { count, empty };
}
