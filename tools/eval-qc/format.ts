import { kappaInWords } from '@/lib/moderation/agreement';
import { VERDICTS } from '@/lib/moderation/numbers/read-pairs';
import { DECISIONS } from '@/lib/quality/quality-reviewer';
import type { Figures } from './figures';

/** What was found, as lines for a terminal. */
export function formatFigures({ confusion, kappa, reasons, at, minConfidence }: Figures): string {
  return [
    `as Soko would decide, QC_MIN_CONFIDENCE ${minConfidence}`,
    table([
      ['reviewer', ...VERDICTS.map((verdict) => `people ${verdict}`)],
      ...DECISIONS.map((decision) => [decision, ...VERDICTS.map((verdict) => String(confusion[decision][verdict]))]),
    ]),
    kappa === null
      ? 'kappa of what it decided itself: too little to tell'
      : `kappa of what it decided itself: ${two(kappa.value)} (${two(kappa.low)} to ${two(kappa.high)}), ` +
        kappaInWords(kappa.value),
    '',
    table([
      ['reason', 'both', 'only reviewer', 'only people', 'precision', 'recall', 'kappa'],
      ...reasons.map(({ problem, both, onlyFirst, onlySecond, precision, recall, kappa: each }) => [
        problem,
        ...[both, onlyFirst, onlySecond].map(String),
        ...[precision, recall, each?.value ?? null].map((figure) => (figure === null ? '-' : two(figure))),
      ]),
    ]),
    '',
    table([
      ['approvals from a confidence of', 'decided alone', 'wrongly approved', 'wrongly rejected'],
      ...at.map((each) => [
        two(each.minConfidence),
        `${(100 * each.alone).toFixed(1)} %`,
        String(each.wronglyApproved),
        String(each.wronglyRejected),
      ]),
    ]),
  ].join('\n');
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ')).join('\n');
}

const two = (figure: number): string => figure.toFixed(2);
