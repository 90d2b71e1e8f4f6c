import { CSV_BOM, csvLine } from '@/lib/platform/csv';
import type { DecisionLine } from './decision-line';

export const FORMATS = {
  csv: { type: 'text/csv; charset=utf-8', begin: begin, lines: csvLines },
  jsonl: { type: 'application/x-ndjson; charset=utf-8', begin: () => '', lines: jsonLines },
} as const;
export type Format = keyof typeof FORMATS;

const DECISION = [
  ...(['id', 'at', 'productId', 'contentHash', 'source', 'reviewer', 'action', 'decision', 'confidence'] as const),
  ...(['problems', 'category', 'note', 'policyVersion', 'undoneAt'] as const),
];
const PRODUCT = [
  ...(['title', 'description', 'businessName', 'priceText', 'imageUrl', 'imageHash', 'storedImageUrl'] as const),
];

function begin(): string {
  return CSV_BOM + csvLine([...DECISION, ...PRODUCT]);
}

function csvLines(lines: DecisionLine[]): string {
  return lines
    .map((line) => {
      const decision = DECISION.map((name) => (name === 'problems' ? line.problems.join(' ') : line[name]));
      return csvLine([...decision, ...PRODUCT.map((name) => line.product?.[name] ?? null)]);
    })
    .join('');
}

function jsonLines(lines: DecisionLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
