'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import { warmForPhotos } from './load-for-photos';
import { type PhotoDesk, usePhotoDesk } from './photo-desk';
import { PhotoDropZone } from './photo-drop-zone';
import { PhotoPicker, type PhotoPickerHandle } from './photo-picker';
import { usePastedPhotos } from './use-pasted-photos';

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

  // The page that a photo leads to is small and always the same: it is there before the photo is.
  useEffect(() => router.prefetch('/search'), [router]);

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
      <PhotoDropZone onPhoto={searchWith} />
      <PhotoPicker ref={picker} onPhoto={searchWith} />
    </PhotoContext>
  );
}

export function usePhotoSearch(): PhotoSearch {
  const value = useContext(PhotoContext);
  if (!value) throw new Error('usePhotoSearch needs a PhotoProvider above it');
  return value;
}
