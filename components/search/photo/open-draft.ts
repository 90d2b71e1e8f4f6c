import type { Draft } from './draft';
import { loadPhotoOpener, warmForPhotos } from './load-for-photos';

/** What becomes of a draft whose file was opened, with the URL that it is shown by. Never rejects. */
export async function openDraft(file: Blob, url: string): Promise<Draft['state']> {
  warmForPhotos();
  const opener = await loadPhotoOpener().catch(() => null);
  if (opener === null) return { kind: 'unusable', problem: 'notLoaded' };
  try {
    const photo = await opener.openPhoto(file, url);
    if (typeof photo === 'string') return { kind: 'unusable', problem: photo };
    return { kind: 'ready', photo, crop: opener.firstCrop(photo) };
  } catch {
    return { kind: 'unusable', problem: 'notOpened' };
  }
}
