// Apart from the schema, so that the product page does not load zod.

/** What a shopper may report a product for. */
export const REPORT_REASONS = [
  'counterfeit',
  'scam',
  'prohibited',
  'offensive',
  'misleading',
  'personal_data',
  'other',
] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

export const REPORT_NOTE_LENGTH = 500;
