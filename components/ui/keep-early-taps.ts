/**
 * An early script: on a slow line a page is seen for seconds before its script is there. The last button that was
 * tapped by then is pressed again once it does something (answer-early-taps.tsx). Links, forms and popovers work by
 * themselves.
 */
export const KEEP_EARLY_TAPS = `{
let tapped = null;
const keep = ({ target }) => { tapped = target.closest('button[type=button]:not([popovertarget])') };
addEventListener('click', keep, true);
addEventListener('soko-ready', () => { removeEventListener('click', keep, true); tapped?.click() }, { once: true });
}`;
