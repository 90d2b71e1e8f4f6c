import { database } from '@/app/wiring/process';
import { pictureOfCopy } from '@/lib/media/picture-variants';
import { RecentCounts } from '@/lib/platform/recent-counts';
import { readErasingPictures } from '@/lib/sellers/erasing-pictures';

/** A page asks for dozens of pictures; few shops, mostly none, are about to be erased. */
const recent = new RecentCounts<ReadonlySet<string>>({ keptMs: 2_000, atMost: 1 });

/** Whether a stored picture, or the one that this is a smaller copy of, is not to be shown for now. */
export async function isHiddenPicture(key: string): Promise<boolean> {
  const hidden = await recent.get('', () => readErasingPictures(database()));
  return hidden.size > 0 && hidden.has(pictureOfCopy(key));
}
