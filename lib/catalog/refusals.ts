import type { PathRefusal } from './link-path';

/** How much one paste may hold. What is over is refused by name, what came before is taken. */
export interface PasteLimits {
  catalogues: number;
  sellers: number;
  links: number;
}

export const PASTE_LIMITS: PasteLimits = {
  // A seller has one, an agency some tens. Each costs a visit with a browser, whether or not it is there.
  catalogues: 30,
  // Each is a sync of its own, with a page that somebody should be able to watch.
  sellers: 50,
  // A large catalogue's products, linked one by one; more is a mistake or an attack.
  links: 5_000,
};

export interface RefusedLink {
  /** As it was pasted, at most 200 characters. */
  text: string;
  code: RefusalCode;
  /** What to do about it. */
  message: string;
}

const WHERE =
  'In WhatsApp Business open Settings › Business tools › Catalogue, tap Share (or the ⋮ menu › ' +
  'Send catalogue link) and paste that link here. It looks like wa.me/c/254712345678.';

const MESSAGES = {
  chat_link: `This link opens a chat with you, not your catalogue. ${WHERE}`,
  message_link: `This is a short link that opens a chat. ${WHERE}`,
  group_link: `This link invites people to a WhatsApp group; products cannot be read from it. ${WHERE}`,
  channel_link: `This link opens a WhatsApp channel; products cannot be read from it. ${WHERE}`,
  not_a_catalogue_link: `This page of WhatsApp is not a catalogue. ${WHERE}`,
  catalogue_without_phone: 'The phone number is missing at the end of this catalogue link. Copy the whole link again.',
  product_without_phone:
    'The phone number is missing at the end of this product link. Copy the whole link again: ' +
    'it looks like wa.me/p/5826448410763231/254712345678.',
  bad_product_id:
    'The product number in this link is not a number. Copy the link again with the product’s Share button.',
  product_id_too_long:
    'The product number in this link has more than 20 digits, so it was changed on the way. Copy the link again.',
  phone_not_international:
    'Write the phone number in this link with its country code, without the first 0: ' +
    '254712345678 instead of 0712345678.',
  bad_phone: 'The phone number in this link is not complete or holds other characters. Copy the whole link again.',
  phone_end_unclear:
    'It cannot be told where the phone number in this link ends. Write it without spaces, and nothing behind it.',
  other_host: 'This link does not lead to WhatsApp. Soko only reads links that start with wa.me or whatsapp.com.',
  short_link: 'This is a shortened link. Open it yourself and paste the wa.me link that it leads to.',
  suspicious_link:
    'This link only looks like one of WhatsApp’s: it leads somewhere else. Copy your link out of WhatsApp again.',
  link_too_long: 'This is too long to be a link of WhatsApp’s. Paste the links one under the other.',
  phone_only: `This is a phone number, not a link. ${WHERE}`,
  no_link: `There is no link in this text. ${WHERE}`,
  too_many_links: 'This is more than one paste may hold. What came before was taken; paste the rest afterwards.',
  too_many_catalogues:
    `One paste may hold ${PASTE_LIMITS.catalogues} catalogues. ` +
    'Those that came before were taken; paste this one once they have been read.',
  too_many_sellers:
    `One paste may hold links of ${PASTE_LIMITS.sellers} sellers. ` +
    'Those that came before were taken; paste this one’s links afterwards.',
  more_refused: 'More links of this paste were not taken than are listed here. Paste the rest in smaller parts.',
  looked_for_just_now:
    'WhatsApp knew no catalogue for this number some minutes ago, so it is not looked for again yet. ' +
    'Check the number, and paste the link again in five minutes.',
} satisfies Record<PathRefusal, string> & Record<string, string>;

export type RefusalCode = keyof typeof MESSAGES;
export const REFUSAL_CODES = Object.keys(MESSAGES);

export const refuse = (text: string, code: RefusalCode): RefusedLink => ({
  text: text.length > 200 ? `${text.slice(0, 199).replace(/\p{Cs}/gu, '')}…` : text,
  code,
  message: MESSAGES[code],
});
