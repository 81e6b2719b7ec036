import type { OperatorTable } from './operator-table.ts';

export const stringOperators: OperatorTable = new Map([]);
