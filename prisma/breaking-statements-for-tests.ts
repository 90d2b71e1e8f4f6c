/** What code of the version before could not live with, while a deploy runs both: in words, and how it is written. */
const BREAKING: [string, RegExp][] = [
  ['drops a column', /\bDROP\s+COLUMN\b/i],
  ['drops a table, a type or a function', /\bDROP\s+(?:TABLE|TYPE|FUNCTION|VIEW)\b/i],
  ['renames', /\bRENAME\s+(?:TO|COLUMN|CONSTRAINT|VALUE)\b/i],
  ['changes a type', /\bALTER\s+(?:COLUMN\s+)?"\w+"\s+(?:SET\s+DATA\s+)?TYPE\b/i],
  ['demands a value that was optional', /\bSET\s+NOT\s+NULL\b/i],
  ['takes a default away', /\bDROP\s+DEFAULT\b/i],
];
/** One column at a time: `ADD COLUMN "a" TEXT NOT NULL, ADD COLUMN …`. */
const ADDED_COLUMN = /\bADD\s+(?:COLUMN\s+)?(?:IF\s+NOT\s+EXISTS\s+)?"\w+"[^;]*?(?=,\s*ADD\b|;|$)/gi;

/** What of a migration breaks the code of before. Its own temporary tables do not count. */
export function breakingStatements(sql: string): string[] {
  const code = sql.replace(/--[^\n]*/g, '');
  const temporary = [...code.matchAll(/\bCREATE\s+TEMP(?:ORARY)?\s+TABLE\s+("\w+")/gi)].map(([, name]) => name);
  const lasting = code
    .split(';')
    .filter((part) => !temporary.some((name) => new RegExp(`DROP TABLE ${name}`).test(part)));
  const found = lasting.flatMap((part) => BREAKING.flatMap(([words, pattern]) => (pattern.test(part) ? [words] : [])));
  const added = lasting.flatMap((part) => part.match(ADDED_COLUMN) ?? []);
  const demanding = added.filter(
    (column) => /\bNOT\s+NULL\b/i.test(column) && !/\b(?:DEFAULT|GENERATED)\b/i.test(column),
  );
  return [...new Set([...found, ...demanding.map(() => 'adds a column that old code does not fill')])];
}
