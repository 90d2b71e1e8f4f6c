// How a product stands with its seller, as the API says it. The browser reads it by the same definitions.

/**
 * `live`: shoppers find it. `open`: on its way. `waiting`: a person of ours will look. `fix`: only its seller can mend
 * it. `failed`: could not be read, Soko tries again. `hidden`: by its seller. `approved`: passed, but not shown.
 */
export const STANDINGS = [
  'fix',
  'rejected',
  'failed',
  'waiting',
  'open',
  'hidden',
  'approved',
  'gone',
  'live',
] as const;
export type Standing = (typeof STANDINGS)[number];

/** Why a product could not be taken, by who has to do something about it. */
export const CAUSES = ['asked', 'no_picture', 'broken_picture', 'another_seller', 'whatsapp', 'ours'] as const;
export type Cause = (typeof CAUSES)[number];

const CAUSE_OF: Record<string, Cause> = {
  asked_to_fix: 'asked',
  no_picture: 'no_picture',
  nothing_to_embed: 'no_picture',
  image_truncated: 'broken_picture',
  image_undecodable: 'broken_picture',
  image_too_large: 'broken_picture',
  image_not_an_image: 'broken_picture',
  image_type_refused: 'broken_picture',
  image_heic: 'broken_picture',
  product_of_another_seller: 'another_seller',
  timeout: 'whatsapp',
  connection_failed: 'whatsapp',
  too_many_redirects: 'whatsapp',
  host_paused: 'whatsapp',
  image_expired: 'whatsapp',
  image_gone: 'whatsapp',
  empty_page: 'whatsapp',
  another_product: 'whatsapp',
  redirected_home: 'whatsapp',
  login_wall: 'whatsapp',
  consent_wall: 'whatsapp',
  no_product_tags: 'whatsapp',
  product_gone: 'whatsapp',
  product_changed: 'whatsapp',
};

/** The codes that stay as they are until the seller does something in WhatsApp. */
export const SELLERS_CODES = Object.keys(CAUSE_OF).filter((code) => isSellers(CAUSE_OF[code] ?? 'ours'));

/** The codes of one cause. `ours` is what has none of the others', so that these are the codes it has not. */
export function codesOf(cause: Cause): string[] {
  return Object.keys(CAUSE_OF).filter((code) => cause === 'ours' || CAUSE_OF[code] === cause);
}

/** What a code is about, for the words that go with it. What nobody has foreseen is ours. */
export function causeOf(code: string): Cause {
  return CAUSE_OF[code] ?? (code.startsWith('http_') ? 'whatsapp' : 'ours');
}

function isSellers(cause: Cause): boolean {
  return cause !== 'whatsapp' && cause !== 'ours';
}
