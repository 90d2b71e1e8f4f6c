/** What is kept in a list that a device remembers. */
export interface ListOf<Entry> {
  /** As many as are kept; older ones fall off the end. */
  most: number;
  idOf(entry: Entry): string;
  /** Cut to size; null for what the storage holds and is none. */
  toEntry(value: unknown): Entry | null;
}

/** What the storage holds, newest first, each once; whatever is no list in it counts as not there. */
export function parseKept<Entry>(text: string | null, { most, idOf, toEntry }: ListOf<Entry>): Entry[] {
  const entries = new Map<string, Entry>();
  for (const value of readList(text)) {
    const entry = toEntry(value);
    if (entry !== null && !entries.has(idOf(entry))) entries.set(idOf(entry), entry);
    if (entries.size === most) break;
  }
  return [...entries.values()];
}

function readList(text: string | null): unknown[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** With the entry first; what is over the limit falls off the end. */
export function withKept<Entry>(list: Entry[], entry: Entry, of: ListOf<Entry>): Entry[] {
  const kept = of.toEntry(entry);
  if (kept === null) return list;
  return [kept, ...withoutKept(list, of.idOf(kept), of)].slice(0, of.most);
}

export function withoutKept<Entry>(list: Entry[], id: string, { idOf }: ListOf<Entry>): Entry[] {
  return list.filter((entry) => idOf(entry) !== id);
}
