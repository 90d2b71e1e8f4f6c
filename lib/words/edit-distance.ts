/** Grows with the longest word that was ever compared. */
let rows: [Uint16Array, Uint16Array, Uint16Array] = [new Uint16Array(64), new Uint16Array(64), new Uint16Array(64)];

/**
 * How many letters were added, left out, exchanged or swapped with their neighbour between two words (Damerau's
 * distance, each letter touched once); `most + 1` as soon as it is more than `most`.
 */
export function editDistance(a: string, b: string, most: number): number {
  return Math.min(lastRow(a, b, most)?.[b.length] ?? most + 1, most + 1);
}

/** The same between a word and the best beginning of another: whether somebody is typing it. */
export function beginningDistance(typed: string, word: string, most: number): number {
  const row = lastRow(typed, word.slice(0, typed.length + most), most, true);
  if (row === null) return most + 1;
  let least = most + 1;
  const end = Math.min(word.length, typed.length + most);
  for (let at = Math.max(0, typed.length - most); at <= end; at += 1) least = Math.min(least, row[at] as number);
  return least;
}

/** The last row of the table of distances; null when no cell of it can be `most` or less. */
function lastRow(a: string, b: string, most: number, begins = false): Uint16Array | null {
  if (a.length - b.length > most || (!begins && b.length - a.length > most)) return null;
  if (rows[0].length <= b.length) {
    rows = [new Uint16Array(b.length + 1), new Uint16Array(b.length + 1), new Uint16Array(b.length + 1)];
  }
  let [before, above, row] = rows;
  for (let column = 0; column <= b.length; column += 1) above[column] = column;
  let leastAbove = 0;
  for (let line = 1; line <= a.length; line += 1) {
    const letter = a.charCodeAt(line - 1);
    row[0] = line;
    let least = line;
    for (let column = 1; column <= b.length; column += 1) {
      const other = b.charCodeAt(column - 1);
      // The rows are longer than b: every cell is there.
      let cost = Math.min(
        (above[column] as number) + 1,
        (row[column - 1] as number) + 1,
        (above[column - 1] as number) + (letter === other ? 0 : 1),
      );
      const swapped = line > 1 && column > 1 && letter === b.charCodeAt(column - 2) && a.charCodeAt(line - 2) === other;
      if (swapped) cost = Math.min(cost, (before[column - 2] as number) + 1);
      row[column] = cost;
      if (cost < least) least = cost;
    }
    // A row comes from the two before it.
    if (least > most && leastAbove > most) return null;
    leastAbove = least;
    [before, above, row] = [above, row, before];
  }
  return above;
}

/** What sounds alike is written the same: `fone` and `phone`, `tekno` and `tecno`. Of letters in lower case. */
export function soundOf(word: string): string {
  return word.replace(SOUNDS, (written, doubled = written) => SOUND_OF[doubled] ?? doubled);
}

const SOUNDS = /([a-z])\1|ph|ck|ch|sh|[cqzxy]/g;
const SOUND_OF: Readonly<Record<string, string>> = { ph: 'f', ck: 'k', c: 'k', q: 'k', z: 's', x: 'ks', y: 'i' };
