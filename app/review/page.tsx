import type { Metadata } from 'next';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { ReviewDesk } from '@/components/review/review-desk';
import { readReviewQueue } from '@/lib/moderation/review-queue';

export const metadata: Metadata = { title: 'Review queue' };

export default async function ReviewPage() {
  await requirePageRole('moderator');
  const queue = await readReviewQueue(database(), 50);
  return <ReviewDesk initial={queue} />;
}
