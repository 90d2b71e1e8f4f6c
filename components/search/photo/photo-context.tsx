'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, Suspense, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { loadLater } from '@/components/ui/load-later';
import { warmForPhotos } from './load-for-photos';
import { type PhotoDesk, usePhotoDesk } from './photo-desk';
import { PhotoPicker, type PhotoPickerHandle } from './photo-picker';

// After everything else.
const PhotosFromElsewhere = loadLater(() =>
  import('./photos-from-elsewhere').then((module) => module.PhotosFromElsewhere),
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

  // The page that a photo leads to is small and always the same: it is there before the photo is.
  useEffect(() => router.prefetch('/search'), [router]);

  const [isLoaded, setLoaded] = useState(false);
  useEffect(() => setLoaded(true), []);

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
      {isLoaded ? (
        <Suspense>
          <PhotosFromElsewhere onPhoto={searchWith} />
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
