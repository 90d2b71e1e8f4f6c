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

/**
 * One picture after another, for about `budgetMs`. True when more of them should be made at once. While products are on
 * their way it is one picture a run: copies cost as much as all else that happens to a product, and stored pictures may
 * wait.
 */
export async function pictureByPicture({ db, read, each }: PictureWork, budgetMs: number): Promise<boolean> {
  const until = Date.now() + budgetMs;
  for (;;) {
    const urls = await read(BATCH);
    if (urls.length === 0) return false;
    const ingesting = await isIngesting(db);
    for (const url of urls) {
      await each(url);
      if (ingesting) return false;
      if (Date.now() > until) return true;
    }
  }
}
