/**
 * Runs before anything can be tapped: on a slow line a page is seen for seconds before its script is there. The last
 * button that was tapped by then is pressed again once it does something (answer-early-taps.tsx). Links, forms and
 * popovers work by themselves.
 */
const SCRIPT = `{
let tapped = null;
const keep = ({ target }) => { tapped = target.closest('button[type=button]:not([popovertarget])') };
addEventListener('click', keep, true);
addEventListener('soko-ready', () => { removeEventListener('click', keep, true); tapped?.click() }, { once: true });
}`;

export function KeepEarlyTaps({ nonce }: { nonce: string | undefined }) {
  return (
    <script
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours
      dangerouslySetInnerHTML={{ __html: SCRIPT }}
    />
  );
}
