/** The beginning of a CSV file: the mark by which spreadsheets know UTF-8. */
export const csvBeginning = '\uFEFF';

/** What spreadsheets take for the beginning of a formula, also in its full-width form, and with white space before it. */
const formula = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/**
 * One line of a CSV file (RFC 4180). What a spreadsheet would calculate gets an apostrophe before it and stays text: names and reasons
 * are written by people, and `=HYPERLINK(…)` in an administrator's spreadsheet is an attack (owasp.org/www-community/attacks/CSV_Injection).
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^'|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
