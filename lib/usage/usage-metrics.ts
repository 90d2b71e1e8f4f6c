import type { Counter } from 'prom-client';
import { counter } from '@/lib/platform/metrics';
import type { Usage } from './usage';

/** Products and retries are counted by stage (soko_stage_products_total). */
const NAMES = [
  ['fetches', 'soko_fetches_total', 'Requests to WhatsApp and its CDN, pages and pictures'],
  ['fetched_bytes', 'soko_fetched_bytes_total', 'Bytes that those requests brought'],
  ['model_seconds', 'soko_model_seconds_total', 'Seconds that the pipeline had the model work, shoppers not counted'],
  ['reviews', 'soko_reviews_total', 'Answers of the reviewer that told their tokens'],
  ['reviewer_tokens_in', 'soko_reviewer_tokens_in_total', 'Tokens that the reviewer was asked with'],
  ['reviewer_tokens_out', 'soko_reviewer_tokens_out_total', 'Tokens that the reviewer answered with'],
] as const;

export function usageMetrics(): Map<Usage, Counter> {
  return new Map(NAMES.map(([what, name, help]) => [what, counter({ name, help })]));
}
