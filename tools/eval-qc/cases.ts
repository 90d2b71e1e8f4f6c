import type { DecisionLine } from '@/lib/moderation/export/decision-line';
import type { Verdict } from '@/lib/moderation/numbers/read-pairs';
import type { Decision } from '@/lib/quality/quality-reviewer';

/** What a person has decided about a content, to be asked of a reviewer again. */
export interface Case {
  productId: string;
  product: NonNullable<DecisionLine['product']>;
  /** The person's. */
  decision: Verdict;
  problems: string[];
  /** What a model said of it at the time, where the lines have it. */
  kept: { decision: Decision; confidence: number; problems: string[] } | null;
}

/** What is no judgement: left to admins, a category corrected. */
const JUDGES: readonly (string | null)[] = [null, 'approve', 'reject', 'fix', 'put_back'];

/**
 * A case for each content that people's newest judgement about it approves or rejects, if its words are still those
 * that were judged; the newest first. Pure. `lines`: the oldest first, as they are exported.
 */
export function casesOf(lines: readonly DecisionLine[]): Case[] {
  const people = new Map<string, DecisionLine>();
  const models = new Map<string, DecisionLine>();
  for (const line of lines) {
    const content = `${line.productId}:${line.contentHash}`;
    if (line.undoneAt !== null) continue;
    if (line.source === 'model') models.set(content, line);
    else if (JUDGES.includes(line.action)) {
      // Deleted first, so that it goes to the end: the newest judgement counts, and its time.
      people.delete(content);
      people.set(content, line);
    }
  }
  return [...people]
    .flatMap(([content, { productId, product, decision, problems }]): Case[] => {
      if (product === null || decision === 'flagged') return [];
      return [{ productId, product, decision, problems, kept: keptOf(models.get(content)) }];
    })
    .reverse();
}

/** Without a confidence nothing was judged: no reviewer could be asked. */
function keptOf(line: DecisionLine | undefined): Case['kept'] {
  if (line === undefined || line.confidence === null || line.reviewer === 'no-reviewer') return null;
  return { decision: line.decision, confidence: line.confidence, problems: line.problems };
}
