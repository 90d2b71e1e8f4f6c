import { readUserNames } from '@/lib/platform/audit';
import type { Prisma } from '@/lib/platform/prisma-client/client';

/** What actors of audit lines, reviews and notes are called, by their ids. */
export async function readActorNames(
  db: Prisma.TransactionClient,
  actors: (string | null)[],
): Promise<Map<string, string>> {
  const ids = actors.filter((actor) => actor !== null);
  const names = await readUserNames(db, ids);
  return new Map(ids.map((id) => [id, names.get(id) ?? nameOf(id)]));
}

function nameOf(actor: string): string {
  if (actor === 'cli') return 'the command line';
  if (actor === 'policy') return 'our own rule';
  if (actor.startsWith('seller:')) return 'the seller';
  return actor;
}
