import type { ProductLook } from '@/e2e/world/drawing/product-look';
import { kenyanPrice } from './prices';
import { productId, type Random } from './random';
import type { SpecialCase } from './special-cases';
import type { Picture, WorldProduct } from './types';
import { COLOUR_WORDS, KIND_WORDS, type KindWords, PATTERN_WORDS } from './words';

const EMOJIS = ['🔥', '😍', '✨', '💃', '👌', '❤️', '🛍️', '💯', '🇰🇪', ''];
const CALLS = [
  'Call/WhatsApp 07xx xxx xxx',
  'DM to order',
  'Delivery countrywide 🚚',
  'Tunadeliver Nairobi same day',
  'Shop: Dubai Merchant, 2nd floor',
  'Lipa na M-Pesa on delivery',
  'Karibu sana',
  'Wholesale iko, min 6 pcs',
  'Order na uta-pay ukipokea',
];

/** A passable product in a seller's own words, true to what is drawn. */
export function writeProduct(random: Random, phone: string, look: ProductLook): WorldProduct {
  const words = KIND_WORDS[look.kind];
  const { text, price } = kenyanPrice(random, ...words.price);
  const priceInTitle = random.chance(0.35);
  const title = titleOf(random, look, words, priceInTitle ? text : undefined);
  const confidence = 0.86 + random.int(0, 12) / 100;
  return {
    id: productId(random),
    phone,
    title,
    description: descriptionOf(random, look, words, priceInTitle ? undefined : text),
    picture: { of: 'product', look },
    pictureVersion: 1,
    gone: null,
    listed: true,
    truth: {
      decision: 'approved',
      confidence,
      problems: [],
      note: `A ${look.colour} ${look.kind}, as described.`,
      kind: look.kind,
      colour: look.colour,
      pattern: look.pattern,
      price,
    },
  };
}

/** A product that is flagged or rejected, as the case tells it. */
export function writeSpecial(random: Random, phone: string, look: ProductLook, special: SpecialCase): WorldProduct {
  const { title, description, decision, confidence, problems, note, price } = special;
  const usual = writeProduct(random, phone, look);
  const truth = {
    ...usual.truth,
    decision,
    confidence,
    problems,
    note,
    price: price === null ? null : { amount: price, currency: 'KES' },
  };
  return { ...usual, title, description, picture: pictureOf(special, look), truth };
}

function pictureOf({ picture }: SpecialCase, look: ProductLook): Picture {
  if (picture === 'own-kind') return { of: 'product', look };
  return picture === 'blurred' ? { of: 'blur', look } : picture.poster;
}

/** The model approves, but is not sure enough for anybody to rely on it. */
export function writeUnsure(product: WorldProduct): void {
  product.truth = { ...product.truth, confidence: 0.62, note: 'Probably fine; the picture is hard to read.' };
}

function titleOf(random: Random, look: ProductLook, words: KindWords, price: string | undefined): string {
  const colour = random.pick(COLOUR_WORDS[look.colour]);
  const pattern = random.pick(PATTERN_WORDS[look.pattern]);
  const name = random.pick(words.names);
  const core = random.chance(0.75) ? [colour, pattern, name] : [pattern, name, colour];
  const parts = [capital(core.filter((part) => part !== '').join(' '))];
  const emoji = random.pick(EMOJIS);
  if (emoji !== '') parts.push(emoji);
  if (price !== undefined) parts.push(random.pick(['- ', '| ', '']) + price);
  return parts.join(' ');
}

function descriptionOf(random: Random, look: ProductLook, words: KindWords, price: string | undefined): string {
  const sentences = [random.pick(words.lines)];
  if (words.sizes !== undefined && random.chance(0.8)) sentences.push(random.pick(words.sizes));
  if (random.chance(0.4)) sentences.push(`Rangi: ${random.pick(COLOUR_WORDS[look.colour])}`);
  if (price !== undefined) sentences.push(price);
  sentences.push(...random.shuffled(CALLS).slice(0, random.int(1, 2)));
  return sentences.join(random.pick(['. ', '\n', ' | ', '\n\n', ' ✅ ']));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
