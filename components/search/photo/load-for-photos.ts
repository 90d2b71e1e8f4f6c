/**
 * What opens and shrinks photos: for those who hand one in, and for nobody else's first load. Rejects when it cannot be
 * loaded.
 */
export function loadPhotoOpener(): Promise<typeof import('./open-photo')> {
  return import('./open-photo');
}

/** What keeps photos for reloads. Rejects when it cannot be loaded. */
export function loadPhotoStorage(): Promise<typeof import('./photo-storage')> {
  return import('./photo-storage');
}

/** Ahead of their use: while somebody is still taking the photo, and before they can reload the page. */
export function warmForPhotos(): void {
  // Whoever needs one that could not be loaded asks again.
  loadPhotoOpener().catch(() => {});
  loadPhotoStorage().catch(() => {});
}
