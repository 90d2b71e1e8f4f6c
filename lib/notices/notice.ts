import { z } from 'zod';

/** What a seller is told. The table has the same list as a check. */
export const NOTICE_KINDS = [
  'product_live',
  'product_rejected',
  'asked_to_fix',
  'sync_failed',
  'appeal_decided',
  'shop_proven',
  'erasure_scheduled',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What cannot wait for the day's mail. */
const URGENT: readonly NoticeKind[] = ['sync_failed', 'erasure_scheduled'];
export const isUrgent = (kind: NoticeKind): boolean => URGENT.includes(kind);

/** What a seller's words about a failed sync go by. */
const SYNC_OUTCOMES = ['interstitial', 'not_found', 'blocked', 'not_understood', 'other'] as const;

/** The reason, an appeal's end, or the time of an erasure; each kind has its own. */
export const noticeDetailSchema = z.object({
  outcome: z.enum(SYNC_OUTCOMES).catch('other').optional(),
  upheld: z.boolean().optional(),
  at: z.iso.datetime().optional(),
});
export type NoticeDetail = z.infer<typeof noticeDetailSchema>;

/** One line of what is told: a day's products of one kind are one. */
export interface NoticeView {
  kind: NoticeKind;
  at: string;
  /** Products, where it is about products. */
  count: number;
  /** Of the first of them, as far as they have any. */
  titles: string[];
  detail: NoticeDetail;
}
