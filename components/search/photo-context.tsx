'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';

interface PhotoSearch {
  /** The photo to search with: kept in this tab only, never stored. */
  photo: File | null;
  /** Takes a photo and goes to the results. */
  searchWith(photo: File): void;
  clear(): void;
}

const PhotoContext = createContext<PhotoSearch | null>(null);

/** Takes photos from anywhere on a shopper's page: pasted, dropped, or chosen by a button. */
export function PhotoProvider({ children }: { children: ReactNode }) {
  const [photo, setPhoto] = useState<File | null>(null);
  const [dragging, setDragging] = useState(false);
  const router = useRouter();
  const words = useTranslations('search');

  const searchWith = useCallback(
    (file: File) => {
      setPhoto(file);
      router.push('/search');
    },
    [router],
  );

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const file = firstImage(event.clipboardData);
      if (file) searchWith(file);
    };
    const onDragOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setDragging(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const onDrop = (event: DragEvent) => {
      setDragging(false);
      const file = firstImage(event.dataTransfer);
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      if (file) searchWith(file);
    };
    document.addEventListener('paste', onPaste);
    document.addEventListener('dragover', onDragOver);
    document.addEventListener('dragleave', onDragLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('paste', onPaste);
      document.removeEventListener('dragover', onDragOver);
      document.removeEventListener('dragleave', onDragLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, [searchWith]);

  const value = useMemo(() => ({ photo, searchWith, clear: () => setPhoto(null) }), [photo, searchWith]);
  return (
    <PhotoContext value={value}>
      {children}
      {dragging ? (
        <div className="pointer-events-none fixed inset-3 z-50 grid place-items-center rounded-2xl border-3 border-dashed border-accent bg-paper/90">
          <p className="font-display text-3xl font-semibold">{words('dropHere')}</p>
        </div>
      ) : null}
    </PhotoContext>
  );
}

function firstImage(data: DataTransfer | null): File | null {
  return [...(data?.files ?? [])].find((file) => file.type.startsWith('image/')) ?? null;
}

export function usePhotoSearch(): PhotoSearch {
  const value = useContext(PhotoContext);
  if (!value) throw new Error('usePhotoSearch needs a PhotoProvider above it');
  return value;
}
