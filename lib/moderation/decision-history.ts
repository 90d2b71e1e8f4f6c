import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { Decision } from '@/lib/quality/quality-reviewer';

export interface PastDecision {
  id: string;
  at: string;
  moderator: string;
  productId: string;
  title: string | null;
  imageUrl: string | null;
  decision: Decision;
  problems: string[];
  note: string | null;
}

/** Moderators' decisions, newest first, from `page` (counted from 0). */
export async function readDecisions(
  db: PrismaClient,
  page: number,
  size: number,
): Promise<{ decisions: PastDecision[]; more: boolean }> {
  const rows = await db.qualityReview.findMany({
    where: { source: 'moderator' },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: page * size,
    take: size + 1,
    include: { product: { select: { title: true, s3ImageUrl: true, imageUrl: true } } },
  });
  const users = await db.user.findMany({
    where: { id: { in: [...new Set(rows.map(({ reviewer }) => reviewer))] } },
    select: { id: true, name: true },
  });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  const decisions = rows.slice(0, size).map((row) => ({
    id: row.id,
    at: row.createdAt.toISOString(),
    moderator: names.get(row.reviewer) ?? 'A former moderator',
    productId: row.productId,
    title: row.product.title,
    imageUrl: row.product.s3ImageUrl ?? row.product.imageUrl,
    decision: row.decision,
    problems: row.problems,
    note: row.note,
  }));
  return { decisions, more: rows.length > size };
}
