import type { PrismaClient } from '@/lib/platform/prisma-client/client';

const VERBS = { approved: 'approved', rejected: 'rejected', flagged: 'put back' } as const;

/** Who judged a product last, for the moderator who came second; null when the newest review is not a person's. */
export async function whoDecided(db: PrismaClient, productId: string): Promise<{ name: string; verb: string } | null> {
  const latest = await db.qualityReview.findFirst({
    where: { productId },
    orderBy: { createdAt: 'desc' },
    select: { source: true, reviewer: true, decision: true },
  });
  if (latest?.source !== 'moderator') return null;
  const user = await db.user.findUnique({ where: { id: latest.reviewer }, select: { name: true } });
  return { name: user?.name ?? 'Another moderator', verb: VERBS[latest.decision] };
}
