import type { OperatorTable } from './operator-table.ts';

export const dateOperators: OperatorTable = new Map([]);
