import type { Delivery } from '../../contract/index.ts';
import type { Person } from '../people/index.ts';
import { deleteCoverageOf, noteCoverage } from './coverage-store.ts';
import { deleteDeliveriesOf, insertDeliveries, toDocuments } from './delivery-store.ts';
import { deleteOutlooksOf, noteOutlooks } from './outlook-store.ts';

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

/** Forgets all reports about one person. Gives how many there were. */
export async function forgetReports(tenantId: string, personId: string): Promise<number> {
  await deleteCoverageOf(tenantId, personId);
  await deleteOutlooksOf(tenantId, personId);
  return deleteDeliveriesOf(tenantId, personId);
}
