import type { Delivery } from '../../contract/index.ts';
import type { Person } from '../people/index.ts';
import { deleteCoverageOf, noteCoverage } from './coverage-store.ts';
import { deleteDeliveriesOf, insertDeliveries, listDeliveriesOf, toDocuments } from './delivery-store.ts';
import { deleteOutlooksOf, findOutlooks, noteOutlooks } from './outlook-store.ts';

/** Keeps what the add-in of one person reports. */
export async function keepReports(
  { tenantId, id }: Pick<Person, 'tenantId' | 'id'>,
  reports: Delivery[],
  now: Date,
): Promise<void> {
  const documents = toDocuments(tenantId, id, reports, now);
  await insertDeliveries(documents);
  await noteCoverage(tenantId, id, documents);
  await noteOutlooks(tenantId, id, documents);
}

/** All that is kept of one person's reports. */
export async function exportReports(tenantId: string, personId: string): Promise<Record<string, unknown>> {
  return {
    deliveries: await listDeliveriesOf(tenantId, personId),
    outlooks: (await findOutlooks(tenantId, [personId])).get(personId) ?? [],
  };
}

/** Forgets all reports about one person. Gives how many there were. */
export async function forgetReports(tenantId: string, personId: string): Promise<number> {
  await deleteCoverageOf(tenantId, personId);
  await deleteOutlooksOf(tenantId, personId);
  return deleteDeliveriesOf(tenantId, personId);
}
