import type { Prisma } from '@/lib/platform/prisma-client/client';

/** What actors of audit lines, reviews and notes are called, by their ids. */
export async function readActorNames(
  db: Prisma.TransactionClient,
  actors: (string | null)[],
): Promise<Map<string, string>> {
  const ids = [...new Set(actors.filter((actor) => actor !== null))];
  if (ids.length === 0) return new Map();
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return new Map(ids.map((id) => [id, names.get(id) ?? nameOf(id)]));
}

function nameOf(actor: string): string {
  if (actor === 'cli') return 'the command line';
  if (actor === 'policy') return 'our own rule';
  if (actor.startsWith('seller:')) return 'the seller';
  return actor;
}
