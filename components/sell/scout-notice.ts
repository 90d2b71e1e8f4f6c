import type { SyncView } from '@/lib/syncs/read-sync';

interface ScoutNotice {
  tone: 'info' | 'warn' | 'bad';
  title: string;
  text: string;
}

const PASTE_PRODUCTS =
  'Paste the links of your products instead: open each product in WhatsApp, tap Share, copy its link. Many at once are fine.';

/** How reading the catalogue ended, when it is not simply "found". */
export function scoutNotice({ state, outcome, detail }: SyncView): ScoutNotice | null {
  switch (outcome) {
    case null:
    case 'found':
    case 'links':
      return state === 'failed'
        ? { tone: 'bad', title: 'Something went wrong on our side', text: detail ?? 'Please paste your link again.' }
        : null;
    case 'interstitial':
      return {
        tone: 'warn',
        title: 'WhatsApp does not show this catalogue on the web',
        text: detail ?? PASTE_PRODUCTS,
      };
    case 'not_found':
      return {
        tone: 'warn',
        title: 'WhatsApp knows no catalogue under this number',
        text: detail ?? 'Check the number in the link.',
      };
    case 'blocked':
      return {
        tone: 'warn',
        title: 'WhatsApp asks us to slow down',
        text: detail ?? 'Soko tries again by itself. There is nothing to do.',
      };
    default:
      return { tone: 'warn', title: 'This catalogue could not be read', text: detail ?? PASTE_PRODUCTS };
  }
}
