'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { loadLater } from '@/components/ui/load-later';
import { PhotoContext } from './photo-context';
import { usePhotoDesk } from './photo-desk';

// After everything else.
const PhotosFromElsewhere = loadLater(() =>
  import('./photos-from-elsewhere').then((module) => module.PhotosFromElsewhere),
);

/** Takes photos from anywhere on a shopper's page: taken, chosen, pasted, dropped. */
export function PhotoProvider({ children }: { children: ReactNode }) {
  const desk = usePhotoDesk();
  const router = useRouter();
  const { searchWith } = desk;

  // The page that a photo leads to is small and always the same: it is there before the photo is.
  useEffect(() => router.prefetch('/search'), [router]);

  const [isLoaded, setLoaded] = useState(false);
  useEffect(() => setLoaded(true), []);

  return (
    <PhotoContext value={desk}>
      {children}
      {isLoaded ? (
        <Suspense>
          <PhotosFromElsewhere onPhoto={searchWith} />
        </Suspense>
      ) : null}
    </PhotoContext>
  );
}
