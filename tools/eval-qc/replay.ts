import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { asSokoError } from '@/lib/platform/errors';
import type { Decision, QualityReviewer, ReviewAnswer, ReviewSubject } from '@/lib/quality/quality-reviewer';
import { applyReviewPolicy } from '@/lib/quality/review-policy';
import type { Case } from './cases';
import type { ReadPicture } from './pictures';

export interface Judged {
  case: Case;
  confidence: number;
  problems: readonly string[];
  /** What Soko would make of the answer where an approval needs so much confidence. */
  decisionAt(minConfidence: number): Decision;
}

export interface Replayed {
  judged: Judged[];
  /** Their pictures are not to be had any more. */
  withoutPicture: number;
  /** No usable answer: in Soko a person looks at these. By code. */
  unanswered: Record<string, number>;
}

const AT_ONCE = 4;
/** Of a reviewer that asks to be slower. */
const TRIES = 4;
const WAIT_MS = 5_000;

/** Asks about each case. Errors: the reviewer's, when it is the installation that is at fault. */
export async function replay(
  cases: readonly Case[],
  { reviewer, readPicture }: { reviewer: QualityReviewer; readPicture: ReadPicture },
): Promise<Replayed> {
  const replayed: Replayed = { judged: [], withoutPicture: 0, unanswered: {} };
  const limit = pLimit(AT_ONCE);
  const ended = new AbortController();
  const one = async (each: Case): Promise<void> => {
    if (ended.signal.aborted) return;
    const image = await readPicture(each.product);
    if (image === null) {
      replayed.withoutPicture += 1;
      return;
    }
    const subject = subjectOf(each, image);
    const answer = await ask(reviewer, subject, ended.signal).catch((error: unknown) => {
      const { code, fault } = asSokoError(error);
      if (fault !== undefined) throw error;
      replayed.unanswered[code] = (replayed.unanswered[code] ?? 0) + 1;
      return null;
    });
    if (answer !== null) replayed.judged.push(judgedOf(each, answer, subject));
  };
  try {
    await Promise.all(cases.map((each) => limit(() => one(each))));
  } finally {
    // Whoever waits is not asked any more: each question costs money.
    ended.abort();
    limit.clearQueue();
  }
  return replayed;
}

/** What models said at the time, after Soko's rules; nobody is asked. */
export function replayKept(cases: readonly Case[]): Replayed {
  const judged = cases.flatMap((each): Judged[] => {
    if (each.kept === null) return [];
    const { decision, confidence, problems } = each.kept;
    const decisionAt = (least: number) => (decision === 'approved' && confidence < least ? 'flagged' : decision);
    return [{ case: each, confidence, problems, decisionAt }];
  });
  const missing = cases.length - judged.length;
  return { judged, withoutPicture: 0, unanswered: missing === 0 ? {} : { not_judged_by_a_model: missing } };
}

async function ask(reviewer: QualityReviewer, subject: ReviewSubject, signal: AbortSignal): Promise<ReviewAnswer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await reviewer.review(subject, { signal });
    } catch (error) {
      const { retry, fault } = asSokoError(error);
      if (fault !== undefined || !retry.again || tries === TRIES || signal.aborted) throw error;
      await sleep(retry.afterMs ?? WAIT_MS, undefined, { signal });
    }
  }
}

function judgedOf(each: Case, answer: ReviewAnswer, subject: ReviewSubject): Judged {
  const at = (minConfidence: number) => applyReviewPolicy(answer, subject, { minConfidence });
  return {
    case: each,
    confidence: answer.confidence,
    problems: at(0).problems,
    decisionAt: (minConfidence) => at(minConfidence).decision,
  };
}

function subjectOf({ productId, product }: Case, image: Uint8Array): ReviewSubject {
  const { title, description, businessName, priceText } = product;
  return { productId, title: title ?? '', description: description ?? '', businessName, priceText, image };
}
