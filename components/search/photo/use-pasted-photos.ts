'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { isInSearchBar } from '../is-in-search-bar';
import { fetchOwnPicture, readOwnLink } from './own-link';

/** Ctrl-V anywhere: a photo, or a link to something of ours. Words pasted into a field are left to it. */
export function usePastedPhotos(onPhoto: (file: Blob) => void): void {
  const router = useRouter();
  useEffect(() => {
    const onPaste = async (event: ClipboardEvent) => {
      const file = firstImage(event.clipboardData);
      if (file) {
        event.preventDefault();
        onPhoto(file);
        return;
      }
      const link = readOwnLink(event.clipboardData?.getData('text/plain') ?? '', window.location.origin);
      if (link === null || isOtherField(event.target)) return;
      event.preventDefault();
      if (link.kind === 'product') router.push(`/search?like=${link.productId}`);
      else if (link.kind === 'search') router.push(link.path);
      else {
        const picture = await fetchOwnPicture(link.path);
        if (picture) onPhoto(picture);
      }
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [onPhoto, router]);
}

export function firstImage(data: DataTransfer | null): File | null {
  return [...(data?.files ?? [])].find((file) => file.type.startsWith('image/')) ?? null;
}

/** A field that is not the search bar: a link may be meant as text there. */
function isOtherField(target: EventTarget | null): boolean {
  const field = target instanceof Element ? target.closest('input, textarea, [contenteditable]') : null;
  return field !== null && !isInSearchBar(field);
}
