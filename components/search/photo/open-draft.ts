import { firstCrop, openPhoto } from './open-photo';
import type { Draft } from './photo-desk';

/** What becomes of a draft whose file was opened, with the URL that it is shown by. Never rejects. */
export async function openDraft(file: Blob, url: string): Promise<Draft['state']> {
  try {
    const photo = await openPhoto(file, url);
    if (typeof photo === 'string') return { kind: 'unusable', problem: photo };
    return { kind: 'ready', photo, crop: firstCrop(photo) };
  } catch {
    return { kind: 'unusable', problem: 'notOpened' };
  }
}
