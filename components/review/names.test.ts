import { expect, test } from 'vitest';
import { REPORT_REASONS } from '@/lib/moderation/report-reasons.schema';
import { problemsReported, reportName } from './names';

test('ticks the reasons that shoppers gave, each once, and leaves a wide one to the moderator', () => {
  expect(problemsReported(['scam', 'scam', 'offensive', 'counterfeit', 'unknown'])).toEqual([
    'scam_suspected',
    'counterfeit_suspected',
  ]);
});

test('has a name for every reason', () => {
  for (const reason of REPORT_REASONS) expect(reportName(reason)).toMatch(/^[A-Z]/);
});
