'use client';

import { useRouter } from 'next/navigation';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { PhotoContext } from './photo-context';
import { usePhotoDesk } from './photo-desk';
import { PhotoPicker } from './photo-picker';
import { usePastedPhotos } from './use-pasted-photos';

// For who has something to drag with, after everything else. What cannot be loaded is done without.
const PhotoDropZone = lazy(() =>
  import('./photo-drop-zone').then(
    (module) => ({ default: module.PhotoDropZone }),
    () => ({ default: () => null }),
  ),
);

/** Takes photos from anywhere on a shopper's page: taken, chosen, pasted, dropped. */
export function PhotoProvider({ children }: { children: ReactNode }) {
  const desk = usePhotoDesk();
  const router = useRouter();
  const { searchWith } = desk;
  usePastedPhotos(searchWith);

  // The page that a photo leads to is small and always the same: it is there before the photo is.
  useEffect(() => router.prefetch('/search'), [router]);

  const [canDrag, setCanDrag] = useState(false);
  useEffect(() => setCanDrag(window.matchMedia('(any-pointer: fine)').matches), []);

  return (
    <PhotoContext value={desk}>
      {/* Ahead of the buttons that open it, which may be pressed while the rest is still on its way. */}
      <PhotoPicker />
      {children}
      {canDrag ? (
        <Suspense>
          <PhotoDropZone onPhoto={searchWith} />
        </Suspense>
      ) : null}
    </PhotoContext>
  );
}
