import type { ScoutOutcome } from './catalog-scout';

/** What a catalogue page without any product says about itself. */
export interface PageEvidence {
  status: number;
  finalUrl: string;
  title: string;
  /** The beginning of what a person would read. */
  text: string;
  /** Links that open the app: whatsapp://, intent://. */
  appLinks: number;
  retryAfterMs: number | undefined;
}

const BLOCKED = new RegExp(
  'temporarily blocked|too many requests|unusual (?:traffic|activity)|going too fast|captcha|' +
    'verify you are (?:a )?human|are you a robot',
  'i',
);
const NOT_FOUND =
  /page (?:not found|isn.t available)|this page isn.t available|catalog(?:ue)? (?:not found|is empty or)/i;
const LOG_IN = /log\s?in|sign\s?in|scan the qr|link(?:ed)? (?:a )?device/i;
const CONSENT = /allow the use of cookies|accept (?:all )?cookies|consent/i;
const APP = new RegExp(
  'open (?:the )?app|open (?:in )?whatsapp|download whatsapp|don.t have whatsapp|continue to chat|' +
    'view .{0,80} on whatsapp|fungua (?:programu|whatsapp)',
  'i',
);

/** The outcome of a page in which no product was found. Never "the catalogue is empty": no page can prove that. */
export function outcomeWithoutProducts(page: PageEvidence): Exclude<ScoutOutcome, { kind: 'found' }> {
  const words = `${page.title}\n${page.text}`;
  if (page.status === 429 || page.status === 403 || (BLOCKED.test(words) && page.status !== 404)) {
    return page.retryAfterMs === undefined ? { kind: 'blocked' } : { kind: 'blocked', retryAfterMs: page.retryAfterMs };
  }
  if (page.status === 404 || page.status === 410 || NOT_FOUND.test(words)) return { kind: 'not_found' };
  if (LOG_IN.test(words) && page.appLinks === 0) return notUnderstood(page, 'WhatsApp asks to log in');
  if (CONSENT.test(words)) return notUnderstood(page, 'WhatsApp asks for consent to cookies');
  if (page.appLinks > 0 || APP.test(words)) return { kind: 'interstitial' };
  return notUnderstood(page, words.trim() === '' ? 'the page is empty' : 'no product and no known notice');
}

function notUnderstood(
  { status, finalUrl, title }: PageEvidence,
  what: string,
): ScoutOutcome & { kind: 'not_understood' } {
  // The path may end with the seller's phone, which is not for logs.
  const place = finalUrl.replace(/\d{4,}/g, '…').slice(0, 120);
  return { kind: 'not_understood', detail: `${what} (status ${status}, ${place}, “${title.slice(0, 80)}”)` };
}
