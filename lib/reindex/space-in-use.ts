import type { Prisma } from '@/lib/platform/prisma-client/client';
import { searchUnavailable } from '@/lib/search/search-unavailable';

/** A swap is followed within so long by every process, which costs each a statement as often. */
const KNOWN_FOR_MS = 2_000;

/** Null: no worker has ever started. */
export async function readSpaceInUse(db: Prisma.TransactionClient): Promise<string | null> {
  const row = await db.embeddingSpace.findFirst({ where: { state: 'in_use' }, select: { space: true } });
  return row?.space ?? null;
}

/**
 * What a worker has, entered as it starts: its model's space is in use where none is; `next` is then filled, to take
 * the place of the one in use.
 */
export async function enterSpaces(
  db: Prisma.TransactionClient,
  { main, next }: { main: string; next: string | null },
): Promise<void> {
  // By either of two unique indexes, several workers may start at once.
  await db.$executeRaw`INSERT INTO "embeddingSpaces" ("space", "state")
    SELECT ${main}, 'in_use' WHERE NOT EXISTS (SELECT FROM "embeddingSpaces" WHERE "state" = 'in_use')
    ON CONFLICT DO NOTHING`;
  // A worker of another model alone makes that one ready: what is live stays live until it is.
  const coming = next ?? main;
  await db.$executeRaw`INSERT INTO "embeddingSpaces" ("space", "state", "indexedTo")
    VALUES (${coming}, 'filling', clock_timestamp())
    ON CONFLICT ("space") DO UPDATE SET "state" = 'filling', "since" = clock_timestamp()
      WHERE "embeddingSpaces"."state" = 'left'`;
}

/** The space in use, as a process knows it: from the database, at most two seconds old. */
export class SpaceInUse {
  private known: { space: string; until: number } | null = null;
  private reading: Promise<string> | null = null;

  constructor(
    private readonly db: Prisma.TransactionClient,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Errors: `search_unavailable` before a worker has ever started. */
  async current(): Promise<string> {
    if (this.known !== null && this.known.until > this.now()) return this.known.space;
    this.reading ??= this.read().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  private async read(): Promise<string> {
    const space = await readSpaceInUse(this.db);
    if (space === null) throw searchUnavailable(new Error('no worker has started yet: nobody knows the model'));
    this.known = { space, until: this.now() + KNOWN_FOR_MS };
    return space;
  }
}
