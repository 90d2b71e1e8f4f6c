import { z } from 'zod';
import { REPORT_NOTE_LENGTH, REPORT_REASONS } from './report-reasons.schema';

/** A shopper's report, as the API takes it. */
export const productReportSchema = z.object({
  reason: z.enum(REPORT_REASONS),
  /** In the shopper's own words; empty is none. */
  note: z.string().trim().max(REPORT_NOTE_LENGTH).nullish(),
});
