import type { Prisma } from './prisma-client/client';

export interface AuditLine {
  /** A user's id, `cli`, or `seller:` and the seller's id. */
  actorId: string;
  /** What was done, e.g. `seller.suspended`. */
  action: string;
  /** What it was done to, e.g. `seller:ID`, `product:ID`. Never a phone: lines outlive an erasure. */
  subject: string;
  /** `{ before, after }` where something was changed. */
  detail?: Prisma.InputJsonObject;
}

/** What the users among these actors are called now. */
export async function readUserNames(
  db: Prisma.TransactionClient,
  actorIds: readonly string[],
): Promise<Map<string, string>> {
  const ids = [...new Set(actorIds)];
  if (ids.length === 0) return new Map();
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** Who did what. In the transaction of what was done. */
export async function writeAudit(tx: Prisma.TransactionClient, line: AuditLine): Promise<void> {
  await tx.auditLog.create({ data: line });
}
