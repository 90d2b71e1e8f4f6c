import type { Prisma } from '@/lib/platform/prisma-client/client';
import { closeAppeals, reopenAppeals } from './appeals';
import { closeReports, reopenReports } from './product-reports';

/** What was open about a product and is settled by a decision; how many of each. */
export interface Matters {
  reports: number;
  appeals: number;
  fixRequests: number;
  escalations: number;
}

export interface MattersDecided {
  productId: string;
  moderatorId: string;
  outcome: 'approved' | 'rejected';
}

/**
 * Closes what shoppers reported, sellers appealed, moderators asked for or left to admins, in the transaction of the
 * decision: all get its time, by which they are found when it is taken back.
 */
export async function closeMatters(tx: Prisma.TransactionClient, decided: MattersDecided): Promise<Matters> {
  const { productId, moderatorId } = decided;
  const reports = await closeReports(tx, { productId, moderatorId });
  const appeals = await closeAppeals(tx, decided);
  return { reports, appeals, ...(await closeAsks(tx, decided)) };
}

/** Of these alone: who puts a product back has not decided about reports and appeals. */
export async function closeAsks(
  tx: Prisma.TransactionClient,
  { productId, moderatorId }: Pick<MattersDecided, 'productId' | 'moderatorId'>,
): Promise<Pick<Matters, 'fixRequests' | 'escalations'>> {
  const fixRequests = await tx.$executeRaw`
    UPDATE "fixRequests" SET "answeredAt" = CURRENT_TIMESTAMP
    WHERE "productId" = ${productId} AND "answeredAt" IS NULL AND "withdrawnAt" IS NULL`;
  const escalations = await tx.$executeRaw`
    UPDATE "escalations" SET "resolvedAt" = CURRENT_TIMESTAMP, "resolvedBy" = ${moderatorId}
    WHERE "productId" = ${productId} AND "resolvedAt" IS NULL`;
  return { fixRequests, escalations };
}

export interface DecisionTakenBack {
  productId: string;
  /** The decision's review and its time. */
  reviewId: string;
  decidedAt: Date;
  moderatorId: string;
}

/** Opens again what a decision closed, and ends what it opened. */
export async function reopenMatters(tx: Prisma.TransactionClient, takenBack: DecisionTakenBack): Promise<Matters> {
  const { productId, reviewId, decidedAt, moderatorId } = takenBack;
  await tx.$executeRaw`
    UPDATE "fixRequests" SET "withdrawnAt" = CURRENT_TIMESTAMP, "answeredAt" = NULL
    WHERE "reviewId" = ${reviewId}::uuid AND "withdrawnAt" IS NULL`;
  await tx.$executeRaw`
    UPDATE "escalations" SET "resolvedAt" = CURRENT_TIMESTAMP, "resolvedBy" = ${moderatorId}
    WHERE "reviewId" = ${reviewId}::uuid AND "resolvedAt" IS NULL`;
  const fixRequests = await tx.$executeRaw`
    UPDATE "fixRequests" SET "answeredAt" = NULL
    WHERE "productId" = ${productId} AND "answeredAt" = ${decidedAt}`;
  const escalations = await tx.$executeRaw`
    UPDATE "escalations" SET "resolvedAt" = NULL, "resolvedBy" = NULL
    WHERE "productId" = ${productId} AND "resolvedAt" = ${decidedAt}`;
  const reports = await reopenReports(tx, { productId, decidedAt });
  const appeals = await reopenAppeals(tx, { productId, decidedAt });
  return { reports, appeals, fixRequests, escalations };
}
