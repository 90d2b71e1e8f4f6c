/** Lists that somebody may come back to within this visit, as long as they had become. The oldest are let go of. */
const kept = new Map<string, readonly object[]>();
const MOST_KEPT = 12;

/** The pages that were kept under a name; null when there are none. */
export function keptPages<P extends object>(name: string): P[] | null {
  // What is kept under a name was put there by whoever asks for it, under the same name.
  return (kept.get(name) as P[] | undefined) ?? null;
}

export function keepPages(name: string, pages: readonly object[]): void {
  kept.delete(name);
  kept.set(name, pages);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}
