interface ItemProblem {
  outcome: string | null;
  problemCode: string | null;
  problemMessage: string | null;
}

/** What a run says of a judged product: why is told by the reasons' codes. */
const JUDGED: Record<string, string> = {
  flagged: 'A person will look at this product.',
  rejected: 'This product may not be shown on Soko.',
};

/**
 * A product's problem as its seller may read it. What was kept with a judgement may be the reviewer's or a moderator's
 * own note: it never leaves.
 */
export function problemForSeller(item: ItemProblem): { code: string; message: string } | null {
  const { outcome, problemCode, problemMessage } = item;
  if (problemCode === null) return null;
  return { code: problemCode, message: JUDGED[outcome ?? ''] ?? problemMessage ?? '' };
}
