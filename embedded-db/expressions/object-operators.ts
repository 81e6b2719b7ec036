import type { OperatorTable } from './operator-table.ts';

export const objectOperators: OperatorTable = new Map([]);
