/**
 * What is counted of the pipeline's work. `products`: pages read to an end; `retries`: attempts that were put off;
 * `fetches`: requests to WhatsApp, pages and pictures; `model_seconds`: the pipeline's, not shoppers'; `reviews`:
 * answers of the reviewer that told their tokens.
 */
export type Usage =
  | 'products'
  | 'retries'
  | 'fetches'
  | 'fetched_bytes'
  | 'model_seconds'
  | 'reviews'
  | 'reviewer_tokens_in'
  | 'reviewer_tokens_out';
