import type { Prisma } from '@/lib/platform/prisma-client/client';

/** The crons that others rely on to have run. */
type BeatName = 'sweep';

/** Written by the cron itself. */
export async function noteBeat(db: Prisma.TransactionClient, name: BeatName): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "beats" ("name", "at") VALUES (${name}, clock_timestamp())
    ON CONFLICT ("name") DO UPDATE SET "at" = clock_timestamp()`;
}

/** How long ago it last beat, by the database's clock; null when it never has. */
export async function readBeatAge(db: Prisma.TransactionClient, name: BeatName): Promise<number | null> {
  const [beat] = await db.$queryRaw<{ ageMs: number }[]>`
    SELECT (extract(epoch FROM clock_timestamp() - "at") * 1000)::float8 AS "ageMs" FROM "beats"
    WHERE "name" = ${name}`;
  return beat?.ageMs ?? null;
}
