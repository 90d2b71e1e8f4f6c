import type { Kind } from '@/e2e/world/drawing/product-look';
import { type CatalogueInput, catalogueSchema } from './quirks/catalogue';
import type { QuirkInput } from './quirks/surfaces';
import { LooksPool } from './sellers/looks';
import { Random } from './sellers/random';
import {
  BRAND_COPIES,
  CLOTHES_CASES,
  FABRIC_CASES,
  GADGET_CASES,
  HOME_CASES,
  SHOE_CASES,
  type SpecialCase,
} from './sellers/special-cases';
import type { SellerScenario, WorldProduct } from './sellers/types';
import { writeProduct, writeSpecial, writeUnsure } from './sellers/write-product';

/** A number that looks like a seller's and is nobody's. */
export const UNKNOWN_PHONE = '254700000404';

interface Shop {
  phone: string;
  name: string;
  kinds: Kind[];
  count: number;
  catalogue: CatalogueInput;
  specials?: SpecialCase[];
  /** How many of its products are gone although listed, by kind of answer. */
  gone?: WorldProduct['gone'][];
  withoutPicture?: number;
  /** Approved by the model, yet with too little confidence. */
  unsure?: number;
  /** Something that passes after a try or two, each on another product. */
  hiccups?: HiccupOf[];
}
type HiccupOf = (product: string) => QuirkInput;

const pageFails =
  (status: number, times: number): HiccupOf =>
  (product) => ({ on: 'page', product, times, quirk: { kind: 'status', status } });
const pageResets: HiccupOf = (product) => ({ on: 'page', product, times: 1, quirk: { kind: 'reset', after: 'half' } });
const imageFails: HiccupOf = (product) => ({ on: 'image', product, times: 1, quirk: { kind: 'status', status: 503 } });
const tooMany: HiccupOf = (product) => ({
  on: 'page',
  product,
  times: 1,
  quirk: { kind: 'status', status: 429, retryAfterSeconds: 1 },
});
const geminiFails: HiccupOf = (product) => ({
  on: 'gemini',
  product,
  times: 1,
  quirk: { kind: 'status', status: 503 },
});

const SHOPS: Shop[] = [
  {
    phone: '254712304501',
    name: 'Mama Njeri Fashions',
    kinds: ['dress', 'shirt', 'skirt', 'kids-set'],
    count: 66,
    catalogue: { layout: 'paged' },
    specials: CLOTHES_CASES,
    gone: ['page-not-found', '404'],
    unsure: 1,
    hiccups: [tooMany, pageFails(503, 2)],
  },
  {
    phone: '254722118203',
    name: 'Kicks & Steps Nairobi',
    kinds: ['sneakers', 'sandals', 'heels'],
    count: 58,
    catalogue: { layout: 'embedded' },
    specials: SHOE_CASES,
    gone: ['410'],
    hiccups: [pageResets],
  },
  {
    phone: '254733590117',
    name: 'Zawadi Bags & More',
    kinds: ['handbag', 'backpack', 'kiondo'],
    count: 44,
    catalogue: { layout: 'interstitial' },
    specials: BRAND_COPIES,
    gone: ['page-not-found'],
    unsure: 1,
  },
  {
    phone: '254798441260',
    name: 'Gikomba Kitchenware',
    kinds: ['sufuria', 'mug', 'kettle', 'thermos'],
    count: 52,
    catalogue: { layout: 'all', duplicates: true },
    specials: HOME_CASES,
    gone: ['404'],
    hiccups: [imageFails],
  },
  {
    phone: '254701882954',
    name: 'Luthuli Phones & Gadgets',
    kinds: ['phone', 'phone-case', 'headphones', 'watch'],
    count: 50,
    catalogue: { layout: 'paged', virtualised: true, pageSize: 16 },
    specials: GADGET_CASES,
    unsure: 1,
    hiccups: [geminiFails],
  },
  {
    phone: '254745027736',
    name: 'Kitenge House KE',
    kinds: ['fabric', 'headwrap', 'bedsheet', 'dress'],
    count: 48,
    catalogue: { layout: 'paged', neverLoads: true, innerScroller: true },
    specials: FABRIC_CASES,
    gone: ['page-not-found'],
    withoutPicture: 1,
  },
  {
    phone: '254110365082',
    name: 'Ushanga & Urembo by Akinyi',
    kinds: ['earrings', 'necklace', 'perfume'],
    count: 34,
    catalogue: { layout: 'all', links: 'product' },
    unsure: 1,
    hiccups: [pageFails(500, 1)],
  },
];

/** The demo's sellers with everything of theirs; the same at every start. */
export function demoSellers(): SellerScenario[] {
  const pool = new LooksPool(new Random('looks of the demo'));
  return SHOPS.map((shop) => open(shop, pool));
}

function open(shop: Shop, pool: LooksPool): SellerScenario {
  const random = new Random(`demo ${shop.phone}`);
  const specials = shop.specials ?? [];
  const usual = Array.from({ length: shop.count - specials.length }, () =>
    writeProduct(random, shop.phone, pool.take(shop.kinds)),
  );
  const special = specials.map((special) => writeSpecial(random, shop.phone, pool.take(shop.kinds), special));
  const quirks = makeUnusual(shop, usual);
  const seller = { phone: shop.phone, name: shop.name, catalogue: catalogueSchema.parse(shop.catalogue) };
  return { seller, products: random.shuffled([...usual, ...special]), quirks };
}

/** Gives the first products, one each, what the shop's settings ask for. */
function makeUnusual(shop: Shop, products: WorldProduct[]): QuirkInput[] {
  const next = products.values();
  const take = (): WorldProduct => {
    const { value } = next.next();
    if (value === undefined) throw new Error(`${shop.name} has too few products`);
    return value;
  };
  for (const gone of shop.gone ?? []) take().gone = gone;
  for (let left = shop.withoutPicture ?? 0; left > 0; left -= 1) take().picture = null;
  for (let left = shop.unsure ?? 0; left > 0; left -= 1) writeUnsure(take());
  return (shop.hiccups ?? []).map((hiccup) => hiccup(take().id));
}

/** What a person would paste to onboard one of the sellers. */
export interface Paste {
  name: string;
  phone: string;
  text: string;
}

/**
 * One paste for each seller, as they would share it: the catalogue link in WhatsApp's own words, or, where the
 * catalogue can't be read, the product links. The last is a number that is nobody's.
 */
export function demoPastes(origin: string, scenarios: readonly SellerScenario[]): Paste[] {
  const pastes = scenarios.map(({ seller: { name, phone, catalogue }, products }) => {
    const links = products.map(({ id }) => `${origin}/p/${id}/${phone}`).join('\n');
    const share = `Follow this link to view our catalog on WhatsApp: ${origin}/c/${phone}`;
    return { name, phone, text: catalogue.layout === 'interstitial' ? links : share };
  });
  return [...pastes, { name: 'Nobody', phone: UNKNOWN_PHONE, text: `${origin}/c/${UNKNOWN_PHONE}` }];
}
