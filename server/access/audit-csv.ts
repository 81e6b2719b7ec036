import { csvBeginning, csvLine } from '../platform/csv-line.ts';
import { type AuditFilter, type AuditRecord, readAudit } from './audit-store.ts';

const columns = ['time', 'who', 'name', 'address', 'what', 'concerns', 'before', 'after', 'reason', 'id'];

/** The audit log as a CSV file, newest first, in pieces. */
export async function* auditCsv(tenantId: string, filter: AuditFilter): AsyncGenerator<string> {
  yield csvBeginning + csvLine(columns);
  for await (const entry of readAudit(tenantId, filter)) yield csvLine(cellsOf(entry));
}

function cellsOf({ _id, at, by, what, targets, before, after, reason = '' }: AuditRecord): string[] {
  const { kind, name, address = '' } = by;
  return [at.toISOString(), kind, name, address, what, targets.join(' '), textOf(before), textOf(after), reason, _id];
}

const textOf = (value: unknown) => (value === undefined || value === null ? '' : JSON.stringify(value));
