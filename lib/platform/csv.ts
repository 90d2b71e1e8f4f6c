/** Excel takes a file for UTF-8 only when it begins with it. */
export const CSV_BOM = '\ufeff';

/** What spreadsheets take for a formula, a command or a link to one, also behind white space. */
const FORMULA = /^\s*[=+\-@\t\r|%]/u;
const QUOTED = /[",\r\n]|^\s|\s$/u;

/**
 * One line of RFC 4180. Text that a spreadsheet would carry out gets an apostrophe before it, which spreadsheets take
 * for "this is text"; numbers stay numbers.
 */
export function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
