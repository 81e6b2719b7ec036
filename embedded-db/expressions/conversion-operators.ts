import type { OperatorTable } from './operator-table.ts';

export const conversionOperators: OperatorTable = new Map([]);
