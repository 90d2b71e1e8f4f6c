import type { Prisma } from '@/lib/platform/prisma-client/client';

/** In lists of what was done: who did it is no user any more. */
export const FORMER_MODERATOR = 'A former moderator';
/** In a sentence about what was done just now. */
export const ANOTHER_MODERATOR = 'Another moderator';

export async function moderatorName(db: Prisma.TransactionClient, userId: string): Promise<string> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { name: true } });
  return user?.name ?? ANOTHER_MODERATOR;
}
