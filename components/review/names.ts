import type { QueueName, QueueSort } from '@/lib/moderation/queue-query.schema';
import { REPORT_REASONS, type ReportReason } from '@/lib/moderation/report-reasons.schema';
import { isProblem, type Problem } from '@/lib/quality/problems.schema';

export const PROBLEM_NAMES: Record<Problem, string> = {
  no_product_in_picture: 'No product in the picture',
  blurry_picture: 'Picture is not clear',
  picture_mostly_text: 'Picture is mostly text',
  misleading_text: 'Misleading text',
  text_picture_mismatch: 'Text and picture don’t match',
  counterfeit_suspected: 'May be a counterfeit',
  prohibited_item: 'Not allowed on Soko',
  weapon: 'Weapon',
  drugs_or_medicine: 'Drugs or medicine',
  adult_content: 'Adult content',
  violence_or_hate: 'Violence or hate',
  personal_data_visible: 'Shows personal data',
  scam_suspected: 'May be a scam',
  instructions_in_content: 'Text that talks to the reviewer',
  not_for_sale: 'Not for sale',
  other: 'Something else',
};

export const QUEUE_NAMES: Record<QueueName, string> = {
  flagged: 'Flagged',
  changed: 'Changed since approval',
  fixed: 'Fixed by the seller',
  reported: 'Reported',
  appealed: 'Appealed',
  escalated: 'Escalated',
};

export const SORT_NAMES: Record<QueueSort, string> = {
  oldest: 'Longest waiting first',
  newest: 'Newest first',
  unsure: 'Least sure first',
  sure: 'Surest first',
  reason: 'By reason',
  category: 'By category',
  seller: 'By seller',
  urgent: 'Most urgent first',
};

export function problemName(code: string): string {
  return isProblem(code) ? PROBLEM_NAMES[code] : inWords(code);
}

/** What a shopper's reason is called at the desk, and a rejection's reason for it; null where it is not one alone. */
const REPORTS: Record<ReportReason, { name: string; problem: Problem | null }> = {
  counterfeit: { name: 'Counterfeit', problem: 'counterfeit_suspected' },
  scam: { name: 'Scam', problem: 'scam_suspected' },
  prohibited: { name: 'May not be sold', problem: 'prohibited_item' },
  offensive: { name: 'Offensive', problem: null },
  misleading: { name: 'Not as described', problem: 'misleading_text' },
  personal_data: { name: 'Shows personal data', problem: 'personal_data_visible' },
  other: { name: 'Something else', problem: 'other' },
};

export function reportName(reason: string): string {
  return isReason(reason) ? REPORTS[reason].name : inWords(reason);
}

export function problemsReported(reasons: string[]): Problem[] {
  return [...new Set(reasons.filter(isReason).flatMap((reason) => REPORTS[reason].problem ?? []))];
}

const isReason = (word: string): word is ReportReason => REPORT_REASONS.some((reason) => reason === word);
const inWords = (code: string): string => code.replaceAll('_', ' ');
