// What a line of the log says, in words.

export type WordsTone = 'neutral' | 'good' | 'warn' | 'bad';

export interface LogWords {
  what: string;
  why: string | null;
  tone: WordsTone;
}

export interface LogFacts {
  eventType: string;
  code: string | null;
  /** As the log keeps it: a flat object. */
  detail: unknown;
  /** What the product's owner was told about it. */
  message?: string | null;
}

const EVENTS: Record<string, readonly [what: string, tone: WordsTone]> = {
  scout_start: ['The catalogue is opened', 'neutral'],
  scout_success: ['The catalogue was read', 'good'],
  scout_failed: ['The catalogue could not be read', 'bad'],
  hydrate_start: ['The product’s page is read', 'neutral'],
  hydrate_success: ['The page was read: something is new', 'good'],
  hydrate_unchanged: ['The page was read: nothing has changed', 'neutral'],
  hydrate_404: ['WhatsApp says that the product is gone', 'bad'],
  hydrate_429: ['WhatsApp asked us to slow down', 'warn'],
  hydrate_failed: ['The page could not be read', 'bad'],
  embed_success: ['Picture and words were embedded', 'good'],
  embed_failed: ['Picture and words could not be embedded', 'bad'],
  qc_approved: ['The judgement holds: approved', 'good'],
  qc_rejected: ['The judgement holds: rejected', 'bad'],
  qc_flagged: ['The judgement holds: a moderator decides', 'warn'],
  qc_error: ['The reviewer gave no usable answer', 'bad'],
  lazy_persist_start: ['The picture is stored', 'neutral'],
  lazy_persist_success: ['The picture was stored', 'good'],
  lazy_persist_failed: ['The picture could not be stored; WhatsApp’s link is shown', 'bad'],
  heartbeat_start: ['A heartbeat began', 'neutral'],
  heartbeat_done: ['A heartbeat ended', 'good'],
  listed: ['It came on the market', 'good'],
  unlisted: ['It left the market', 'warn'],
};

/** Codes whose name does not say enough. */
const REASONS: Record<string, string> = {
  seller_erasing: 'all of the seller’s is about to be erased',
  seller_suspended: 'an admin suspended the seller',
  seller_paused: 'the seller paused the shop',
  hidden: 'the seller hid it',
  gone: 'WhatsApp says that it is gone',
  rejected: 'it was rejected',
  flagged: 'a moderator has to decide',
  not_judged: 'its words or picture changed, and nobody has judged them yet',
  not_embedded: 'it has no vector of the model in use',
  policy: 'LISTING_POLICY does not let this seller’s products go live',
  interstitial: 'WhatsApp only shows this catalogue in its app',
  not_found: 'WhatsApp knows no catalogue for this number',
  blocked: 'WhatsApp turned us away',
  not_understood: 'WhatsApp showed it in a way that Soko cannot read',
  gave_up: 'it stood still although it was started again several times',
  page_not_found: 'its page says so',
  http_404: 'its page answered 404',
  http_410: 'its page answered 410',
};

/** One line of catalogSyncLogs in words. */
export function logWords({ eventType, code, detail, message }: LogFacts): LogWords {
  const [what, tone] = EVENTS[eventType] ?? [eventType.replaceAll('_', ' '), 'neutral'];
  return { what, tone, why: whyOf(eventType, code, detail, message ?? null) };
}

function whyOf(eventType: string, code: string | null, detail: unknown, message: string | null): string | null {
  if (message) return message;
  if (code) return REASONS[code] ?? code.replaceAll('_', ' ');
  const { found, complete, afterMs, why } = factsOf(detail);
  if (typeof why === 'string') return why;
  if (typeof found === 'number')
    return `${found} ${found === 1 ? 'product' : 'products'}${complete === false ? '; there may be more' : ''}`;
  if (eventType === 'hydrate_429')
    return typeof afterMs === 'number' ? `tried again after ${Math.ceil(afterMs / 1000)} s` : 'given up';
  return null;
}

const factsOf = (detail: unknown): Record<string, unknown> =>
  typeof detail === 'object' && detail !== null ? { ...detail } : {};
