'use client';

import { useEffect } from 'react';

/** Where public/sw.js puts a photo that another app has shared with the installed Soko. */
const SHARED = 'soko-shared-1';
const SHARED_PHOTO = '/share/photo';

/** A photo that was shared and waits on this device is searched with, once. */
export function useSharedPhoto(onPhoto: (file: Blob) => void): void {
  useEffect(() => {
    if (!new URLSearchParams(window.location.search).has('shared')) return;
    // Where nothing may be kept on the device, nothing was: the page is as any other.
    takeSharedPhoto().then(
      (photo) => {
        window.history.replaceState(null, '', window.location.pathname);
        if (photo !== null) onPhoto(photo);
      },
      () => {},
    );
  }, [onPhoto]);
}

async function takeSharedPhoto(): Promise<Blob | null> {
  if (!(await window.caches.has(SHARED))) return null;
  const kept = await (await window.caches.open(SHARED)).match(SHARED_PHOTO);
  const photo = (await kept?.blob()) ?? null;
  await window.caches.delete(SHARED);
  return photo;
}
