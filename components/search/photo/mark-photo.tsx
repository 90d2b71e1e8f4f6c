/** Runs before anything is painted: only the tab knows whether it has the photo of this search (photo-storage.ts). */
const SCRIPT = `try{const t=new URLSearchParams(location.search).get('photo');\
if(t&&sessionStorage.getItem('soko-photo:'+t))document.documentElement.dataset.photoHere=''}catch{}`;

/** Keeps the place of a photo that comes once its script has. */
export function MarkPhoto({ nonce }: { nonce: string | undefined }) {
  return (
    <script
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours
      dangerouslySetInnerHTML={{ __html: SCRIPT }}
    />
  );
}

/** Its place is taken, or it does not come. */
export function unmarkPhoto(): void {
  document.documentElement.removeAttribute('data-photo-here');
}
