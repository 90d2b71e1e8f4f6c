import { constants, type Dirent } from 'node:fs';
import { copyFile, mkdir, readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { contentTypeOfKey } from '@/lib/media/content-key';
import { besidePicture, parseVariant } from '@/lib/media/picture-variants';

export interface CopiedPictures {
  files: number;
  bytes: number;
  /** Named, and not there: deleted since. */
  missing: string[];
}

/** Those pictures with their smaller copies, from one folder of pictures to another. */
export async function copyPictures(
  pictures: readonly { key: string; variants: readonly string[] }[],
  { from, to }: { from: string; to: string },
): Promise<CopiedPictures> {
  const copied: CopiedPictures = { files: 0, bytes: 0, missing: [] };
  for (const { key, variants } of pictures) {
    const copies = variants.filter((name) => parseVariant(name) !== null).map((name) => besidePicture(key, name));
    for (const each of [key, ...copies].filter((one) => contentTypeOfKey(one) !== null)) {
      const bytes = await copyWhole(path.join(from, each), path.join(to, each));
      if (bytes === null) copied.missing.push(each);
      else {
        copied.files++;
        copied.bytes += bytes;
      }
    }
  }
  return copied;
}

/** Its size; null when it is not there. Where the file system can, both share the disk's room. */
async function copyWhole(source: string, target: string): Promise<number | null> {
  await mkdir(path.dirname(target), { recursive: true });
  const draft = `${target}.new`;
  try {
    await copyFile(source, draft, constants.COPYFILE_FICLONE);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  await rename(draft, target);
  return (await stat(target)).size;
}

/** Every picture in a folder of pictures, to be copied as it is. */
export async function listPictures(folder: string): Promise<{ key: string; variants: string[] }[]> {
  const entries: Dirent[] = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((key) => contentTypeOfKey(key) !== null)
    .map((key) => ({ key, variants: [] }));
}
