/** Runs before anything is painted: only the device knows whether the strip of viewed products will be there. */
const SCRIPT = `try{if(localStorage.getItem('soko-viewed'))document.documentElement.dataset.viewed=''}catch{}`;

export function MarkViewed({ nonce }: { nonce: string | undefined }) {
  return (
    <script
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours
      dangerouslySetInnerHTML={{ __html: SCRIPT }}
    />
  );
}
