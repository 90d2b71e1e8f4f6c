'use client';

import { useEffect, useState } from 'react';
import { PhotoDropZone } from './photo-drop-zone';
import { usePastedPhotos } from './use-pasted-photos';
import { useSharedPhoto } from './use-shared-photo';

/** Photos that are pasted, shared with the installed Soko and, by who has something to drag with, dropped. */
export function PhotosFromElsewhere({ onPhoto }: { onPhoto(file: Blob): void }) {
  usePastedPhotos(onPhoto);
  useSharedPhoto(onPhoto);
  const [canDrag, setCanDrag] = useState(false);
  useEffect(() => setCanDrag(window.matchMedia('(any-pointer: fine)').matches), []);
  return canDrag ? <PhotoDropZone onPhoto={onPhoto} /> : null;
}
