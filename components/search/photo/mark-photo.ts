/**
 * An early script: only the tab knows whether it has the photo of this search (photo-storage.ts). It keeps the place of
 * a photo that comes once its script has.
 */
export const MARK_PHOTO = `try{const t=new URLSearchParams(location.search).get('photo');\
if(t&&sessionStorage.getItem('soko-photo:'+t))document.documentElement.dataset.photoHere=''}catch{}`;

/** Its place is taken, or it does not come. */
export function unmarkPhoto(): void {
  document.documentElement.removeAttribute('data-photo-here');
}
