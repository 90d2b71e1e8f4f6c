import { type Agreement, agreementOf, type Kappa, kappaOf } from '@/lib/moderation/agreement';
import { VERDICTS, type Verdict } from '@/lib/moderation/numbers/read-pairs';
import { DECISIONS, type Decision } from '@/lib/quality/quality-reviewer';
import type { Judged } from './replay';

/** What Soko asks of an approval, and what else it could ask. */
const CONFIDENCES = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

export interface AtConfidence {
  minConfidence: number;
  /** Share of the cases that no person would have to look at. */
  alone: number;
  /** Approved, although a person rejected it; rejected, although a person approved it. */
  wronglyApproved: number;
  wronglyRejected: number;
}

export interface Figures extends Agreement<Decision, Verdict> {
  minConfidence: number;
  /** Of what it decided itself. Null: too little. */
  kappa: Kappa | null;
  at: AtConfidence[];
}

/** Pure. `minConfidence`: QC_MIN_CONFIDENCE. */
export function figuresOf(judged: readonly Judged[], minConfidence: number): Figures {
  const pairs = judged.map((each) => ({
    first: each.decisionAt(minConfidence),
    second: each.case.decision,
    firstProblems: each.problems,
    secondProblems: each.case.problems,
    count: 1,
  }));
  const agreement = agreementOf(pairs, DECISIONS, VERDICTS);
  return {
    ...agreement,
    minConfidence,
    kappa: kappaOf(agreement.confusion, VERDICTS),
    at: [...new Set([...CONFIDENCES, minConfidence])].sort((a, b) => a - b).map((least) => atConfidence(judged, least)),
  };
}

function atConfidence(judged: readonly Judged[], minConfidence: number): AtConfidence {
  const said = judged.map((each) => ({ model: each.decisionAt(minConfidence), person: each.case.decision }));
  const count = (model: Decision, person: Verdict) =>
    said.filter((each) => each.model === model && each.person === person).length;
  const alone = said.filter(({ model }) => model !== 'flagged').length;
  return {
    minConfidence,
    alone: judged.length === 0 ? 0 : alone / judged.length,
    wronglyApproved: count('approved', 'rejected'),
    wronglyRejected: count('rejected', 'approved'),
  };
}
