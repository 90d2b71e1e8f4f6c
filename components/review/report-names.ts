import type { ReportReason } from '@/lib/moderation/report-reasons.schema';
import type { Problem } from '@/lib/quality/problems.schema';

/**
 * What a shopper's reason is called at the desk, and the reason a rejection for it would have; null where it is not one
 * alone.
 */
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
  return REPORTS[reason as ReportReason]?.name ?? reason.replaceAll('_', ' ');
}

export function problemsReported(reasons: string[]): Problem[] {
  return [...new Set(reasons.flatMap((reason) => REPORTS[reason as ReportReason]?.problem ?? []))];
}
