import { readUserNames } from '@/lib/platform/audit';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { FORMER_MODERATOR } from '../moderator-names';
import type { EarlierReview } from './review-context.schema';

const SHOWN = 20;

/** What the model and people said about a product before, newest first; what was taken back is left out. */
export async function readEarlierReviews(
  db: PrismaClient,
  { productId, contentHash }: { productId: string; contentHash: string | null },
): Promise<EarlierReview[]> {
  const rows = await db.qualityReview.findMany({
    where: { productId, undoneAt: null },
    orderBy: { createdAt: 'desc' },
    take: SHOWN,
  });
  const people = rows.filter(({ source }) => source === 'moderator').map(({ reviewer }) => reviewer);
  const names = await readUserNames(db, people);
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    by: row.source === 'moderator' ? (names.get(row.reviewer) ?? FORMER_MODERATOR) : row.reviewer,
    decision: row.decision,
    confidence: row.confidence,
    problems: row.problems,
    note: row.note,
    at: row.createdAt.toISOString(),
    isOfThisContent: row.contentHash === contentHash,
    policyVersion: row.policyVersion,
  }));
}
