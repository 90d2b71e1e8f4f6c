'use client';

import { useRouter } from 'next/navigation';
import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { warmForPhotos } from './load-for-photos';
import { type PhotoDesk, usePhotoDesk } from './photo-desk';
import { PhotoPicker, type PhotoPickerHandle } from './photo-picker';
import { usePastedPhotos } from './use-pasted-photos';
import { useSharedPhoto } from './use-shared-photo';

// For who has something to drag with, after everything else. What cannot be loaded is done without.
const PhotoDropZone = lazy(() =>
  import('./photo-drop-zone').then(
    (module) => ({ default: module.PhotoDropZone }),
    () => ({ default: () => null }),
  ),
);

interface PhotoSearch extends PhotoDesk {
  /** Lets the person take or choose a photo. */
  choosePhoto(from?: 'camera' | 'files'): void;
}

const PhotoContext = createContext<PhotoSearch | null>(null);

/** Takes photos from anywhere on a shopper's page: taken, chosen, pasted, dropped. */
export function PhotoProvider({ children }: { children: ReactNode }) {
  const desk = usePhotoDesk();
  const router = useRouter();
  const picker = useRef<PhotoPickerHandle>(null);
  const { searchWith } = desk;
  usePastedPhotos(searchWith);
  useSharedPhoto(searchWith);

  // The page that a photo leads to is small and always the same: it is there before the photo is.
  useEffect(() => router.prefetch('/search'), [router]);

  const [canDrag, setCanDrag] = useState(false);
  useEffect(() => setCanDrag(window.matchMedia('(any-pointer: fine)').matches), []);

  const value = useMemo<PhotoSearch>(() => {
    const choosePhoto: PhotoSearch['choosePhoto'] = (from) => {
      picker.current?.open(from);
      warmForPhotos();
    };
    return { ...desk, choosePhoto };
  }, [desk]);
  return (
    <PhotoContext value={value}>
      {children}
      {canDrag ? (
        <Suspense>
          <PhotoDropZone onPhoto={searchWith} />
        </Suspense>
      ) : null}
      <PhotoPicker ref={picker} onPhoto={searchWith} />
    </PhotoContext>
  );
}

export function usePhotoSearch(): PhotoSearch {
  const value = useContext(PhotoContext);
  if (!value) throw new Error('usePhotoSearch needs a PhotoProvider above it');
  return value;
}
