import { addressSchema, fieldValueSchema, type ImportProblem } from '../../contract/index.ts';
import { readCsv } from './csv.ts';
import { type Column, columnNames, columnOf } from './import-columns.ts';

/** One person of a CSV file. Empty cells say nothing. */
export interface ImportLine {
  line: number;
  address: string;
  aliases: string[];
  groups: string[];
  fields: Record<string, string>;
}

/** More lines than an organisation has people to enter by hand. */
const mostLines = 20_000;
/** Between several values in one cell. */
const between = /[|\n]/;

/** The people of a CSV text, and everything that is wrong with it, line by line. */
export function readImport(text: string): { lines: ImportLine[]; problems: ImportProblem[] } {
  const { records, problems: syntax } = readCsv(text);
  const [header, ...rest] = records;
  if (!header)
    return { lines: [], problems: [{ line: 1, message: 'The file is empty: the first line names the columns.' }] };
  const { columns, problems: unknown } = readHeader(header.cells, header.line);
  if (rest.length > mostLines)
    return {
      lines: [],
      problems: [{ line: header.line, message: `The file has more than ${mostLines} lines: split it.` }],
    };
  const problems = [...syntax, ...unknown];
  const lines: ImportLine[] = [];
  // A header that is not understood would make every line look wrong.
  if (unknown.length === 0)
    for (const record of rest) {
      const read = readLine(record.cells, record.line, columns, header.cells);
      problems.push(...read.problems);
      if (read.problems.length === 0) lines.push(read.line);
    }
  problems.push(...repeated(lines));
  return { lines, problems: problems.sort((a, b) => a.line - b.line) };
}

function readHeader(cells: string[], line: number): { columns: (Column | null)[]; problems: ImportProblem[] } {
  const columns = cells.map(columnOf);
  const problems: ImportProblem[] = [];
  const seen = new Set<string>();
  for (const [index, column] of columns.entries()) {
    const name = (cells[index] ?? '').trim();
    const message = !column
      ? `There is no field called “${name}”. Rename the column or leave it out; known are: ${columnNames}.`
      : seen.has(JSON.stringify(column))
        ? `“${name}” stands twice among the columns: leave one out.`
        : null;
    if (message) problems.push({ line, column: name, message });
    seen.add(JSON.stringify(column));
  }
  if (!columns.some((column) => column?.kind === 'address'))
    problems.push({ line, message: 'No column is called “address” (or “mail”): it says who each line is about.' });
  return { columns, problems };
}

function readLine(
  cells: string[],
  line: number,
  columns: (Column | null)[],
  header: string[],
): { line: ImportLine; problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  const person: ImportLine = { line, address: '', aliases: [], groups: [], fields: {} };
  if (cells.length !== columns.length)
    problems.push({
      line,
      message: `This line has ${cells.length} values, the header ${columns.length}: a value with a separator inside belongs in quotation marks.`,
    });
  else
    for (const [index, column] of columns.entries()) {
      const problem = column && readCell(cells[index] ?? '', column, person);
      if (problem) problems.push({ line, column: (header[index] ?? '').trim(), message: problem });
    }
  return { line: person, problems };
}

/** Puts a cell's value into the person; gives what is wrong with it, or null. */
function readCell(cell: string, column: Column, person: ImportLine): string | null {
  if (column.kind === 'field') {
    const value = fieldValueSchema.safeParse(cell);
    if (!value.success) return 'The value is longer than 1000 characters: shorten it.';
    if (value.data) person.fields[column.field] = value.data;
    return null;
  }
  const parts = cell.split(between).flatMap((part) => part.trim() || []);
  if (column.kind === 'groups') {
    person.groups = parts;
    return parts.some((part) => part.length > 100) ? 'The name of a group has at most 100 characters.' : null;
  }
  if (column.kind === 'address' && parts.length !== 1)
    return parts.length === 0
      ? 'The address is missing.'
      : 'One line is about one address; others belong in “aliases”.';
  const addresses = parts.map((part) => addressSchema.safeParse(part));
  const wrong = addresses.findIndex((address) => !address.success);
  if (wrong >= 0) return `“${parts[wrong]}” is no e-mail address: write it like anna@example.com.`;
  const good = addresses.flatMap((address) => address.data ?? []);
  if (column.kind === 'aliases') person.aliases = good;
  else person.address = good[0] ?? '';
  return null;
}

/** An address belongs to one line. */
function repeated(lines: ImportLine[]): ImportProblem[] {
  const first = new Map<string, number>();
  return lines.flatMap(({ line, address, aliases }) =>
    [...new Set([address, ...aliases])].flatMap((one) => {
      const before = first.get(one);
      if (before === undefined) first.set(one, line);
      return before === undefined
        ? []
        : [{ line, message: `${one} stands in line ${before} already: leave one of the two out.` }];
    }),
  );
}
