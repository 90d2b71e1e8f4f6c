const holder = globalThis as { sokoWeb?: Record<string, object> };

/**
 * What a part of web holds for as long as the process runs: kept across Next's bundles and reloads, each of which loads
 * its module anew. Nothing of it is there at first.
 */
export function kept<Held extends object>(part: string): Partial<Held> {
  holder.sokoWeb ??= {};
  holder.sokoWeb[part] ??= {};
  // Only this part puts anything there.
  return holder.sokoWeb[part] as Partial<Held>;
}
