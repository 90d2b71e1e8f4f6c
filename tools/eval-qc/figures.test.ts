import { expect, test } from 'vitest';
import { casesOf } from './cases';
import { figuresOf } from './figures';
import { formatFigures } from './format';
import { lineForTests } from './lines-for-tests';
import { replayKept } from './replay';

type Said = [decision: 'approved' | 'flagged' | 'rejected', confidence: number, problems?: string[]];

/** Each model's answer with what a person decided. */
function judged(pairs: [Said, 'approved' | 'rejected', string[]?][]) {
  const lines = pairs.flatMap(([[decision, confidence, problems = []], person, reasons = []], at) => [
    lineForTests({ productId: `${at}`, source: 'model', decision, confidence, problems }),
    lineForTests({ productId: `${at}`, decision: person, problems: reasons }),
  ]);
  return replayKept(casesOf(lines)).judged;
}

const pairs: Parameters<typeof judged>[0] = [
  [['approved', 0.95], 'approved'],
  [['approved', 0.85], 'approved'],
  [['approved', 0.6], 'rejected', ['scam_suspected']],
  [['flagged', 0.5, ['weapon']], 'rejected', ['weapon']],
  [['flagged', 0.5, ['weapon']], 'approved'],
  [['rejected', 0.9, ['weapon']], 'rejected', ['weapon']],
  [['rejected', 0.7, ['adult_content']], 'approved'],
  [['rejected', 0.9, ['weapon']], 'rejected', ['weapon', 'other']],
];

test('counts as Soko would decide at its own confidence', () => {
  const figures = figuresOf(judged(pairs), 0.8);
  expect(figures.confusion).toEqual({
    approved: { approved: 2, rejected: 0 },
    flagged: { approved: 1, rejected: 2 },
    rejected: { approved: 1, rejected: 2 },
  });
  // Of five, four agreed; by chance 0.4 × 0.6 + 0.6 × 0.4 = 0.48.
  expect(figures.kappa?.value).toBeCloseTo((0.8 - 0.48) / 0.52, 10);
});

test('reason by reason', () => {
  const { reasons } = figuresOf(judged(pairs), 0.8);
  // The model named a weapon four times, people three times, all of them among those.
  expect(reasons[0]).toMatchObject({ problem: 'weapon', both: 3, onlyFirst: 1, precision: 0.75, recall: 1 });
  expect(reasons.find(({ problem }) => problem === 'scam_suspected')).toMatchObject({ precision: null, recall: 0 });
});

test('what could be left to it at which confidence', () => {
  const { at } = figuresOf(judged(pairs), 0.8);
  const of = (least: number) => at.find(({ minConfidence }) => minConfidence === least);
  expect(of(0.5)).toEqual({ minConfidence: 0.5, alone: 6 / 8, wronglyApproved: 1, wronglyRejected: 1 });
  expect(of(0.8)).toEqual({ minConfidence: 0.8, alone: 5 / 8, wronglyApproved: 0, wronglyRejected: 1 });
  expect(of(0.99)).toEqual({ minConfidence: 0.99, alone: 3 / 8, wronglyApproved: 0, wronglyRejected: 1 });
});

test('says it in tables', () => {
  const said = formatFigures(figuresOf(judged(pairs), 0.8));
  expect(said).toContain('kappa of what it decided itself: 0.62');
  expect(said).toMatch(/^weapon +3 +1 +0 +0\.75 +1\.00/m);
  expect(said).toMatch(/^0\.80 +62\.5 % +0 +1$/m);
  expect(formatFigures(figuresOf([], 0.8))).toContain('too little to tell');
});
