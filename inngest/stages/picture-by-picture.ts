import { setTimeout as sleep } from 'node:timers/promises';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { isIngesting } from '@/lib/products/picture-copies';

interface PictureWork {
  db: PrismaClient;
  /** URLs of pictures that wait; those that are done are not among them any more. */
  read(limit: number): Promise<string[]>;
  each(url: string): Promise<void>;
}

/** A batch short enough to look between two of them whether products are on their way. */
const BATCH = 10;
/** While products are on their way, stored pictures may wait: a thirtieth of the time is theirs, for a backfill may last for days. */
const REST_WHILE_INGESTING = 29;

/** One picture after another, for about `budgetMs`. True when there are more. */
export async function pictureByPicture({ db, read, each }: PictureWork, budgetMs: number): Promise<boolean> {
  const until = Date.now() + budgetMs;
  for (;;) {
    const urls = await read(BATCH);
    if (urls.length === 0) return false;
    const rest = (await isIngesting(db)) ? REST_WHILE_INGESTING : 0;
    for (const url of urls) {
      const startedAt = Date.now();
      await each(url);
      if (Date.now() > until) return true;
      await sleep(rest * (Date.now() - startedAt));
    }
  }
}
