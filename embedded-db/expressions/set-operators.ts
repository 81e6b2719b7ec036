import type { OperatorTable } from './operator-table.ts';

export const setOperators: OperatorTable = new Map([]);
