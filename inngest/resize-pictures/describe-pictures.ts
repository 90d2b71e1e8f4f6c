import type { ObjectStore } from '@/lib/media/object-store';
import { readStored } from '@/lib/media/read-stored';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import {
  type LateDescription,
  NO_DESCRIPTION,
  readUndescribed,
  saveLateDescription,
} from '@/lib/products/undescribed-pictures';
import { pictureByPicture } from './picture-by-picture';

export interface DescribePicturesDeps {
  db: PrismaClient;
  objects: Pick<ObjectStore, 'get'>;
  /** lib/media/describe-picture.ts */
  describePicture(bytes: Uint8Array): Promise<LateDescription>;
}

/**
 * Names the colours of live products that were embedded before colours were named, from their stored pictures, one
 * after another for about `budgetMs`. True when there are more. Products of today have them from their embedding.
 */
export function describePictures(deps: DescribePicturesDeps, budgetMs: number): Promise<boolean> {
  const read = (limit: number) => readUndescribed(deps.db, limit);
  return pictureByPicture({ db: deps.db, read, each: (url) => describeOne(deps, url) }, budgetMs);
}

async function describeOne(deps: DescribePicturesDeps, url: string): Promise<void> {
  const picture = await readStored(deps.objects, url);
  const description = picture === null ? NO_DESCRIPTION : await descriptionOf(deps, picture.body);
  await saveLateDescription(deps.db, url, description);
}

async function descriptionOf(deps: DescribePicturesDeps, bytes: Uint8Array): Promise<LateDescription> {
  try {
    return await deps.describePicture(bytes);
  } catch (error) {
    // What is wrong with the file stays wrong.
    if (error instanceof SokoError && !error.retry.again) return NO_DESCRIPTION;
    throw error;
  }
}
