/** A live product as the feed arranges it. */
export interface ListedProduct {
  productId: string;
  sellerPhone: string;
  /** In ms. */
  listedAt: number;
}

/** Where a product stands among those in turns: sellers' first turns before their second ones, newest first in each. */
export interface TurnPlace {
  turn: number;
  listedAt: number;
  productId: string;
}

/** So many of a seller's products in each of their turns. */
const IN_A_TURN = 2;

/**
 * Products, given newest first, with their sellers in turn: who lists a hundred at once is two ahead of the others at
 * the most. A product's place depends on its own seller's alone, so that one taken down moves nobody else's.
 */
export function inTurns(products: readonly ListedProduct[]): (ListedProduct & TurnPlace)[] {
  const before = new Map<string, number>();
  return products
    .map((product) => {
      const rank = before.get(product.sellerPhone) ?? 0;
      before.set(product.sellerPhone, rank + 1);
      return { ...product, turn: Math.floor(rank / IN_A_TURN) };
    })
    .sort(byTurn);
}

export function byTurn(a: TurnPlace, b: TurnPlace): number {
  return a.turn - b.turn || newestFirst(a, b);
}

type Listed = Pick<ListedProduct, 'listedAt' | 'productId'>;

export function newestFirst(a: Listed, b: Listed): number {
  return b.listedAt - a.listedAt || (a.productId < b.productId ? 1 : a.productId > b.productId ? -1 : 0);
}

/** What the feed arranges: so many of the newest products, so many of one seller among them. */
const ARRANGED = { products: 240, ofASeller: 16 };
/**
 * So many of the newest are looked at, round by round. Mostly the first is enough; the second, where one seller has too
 * many in it. Of a filter that has no index many more are read than are looked at: the large rounds are the last.
 */
const ROUNDS = [240, 480, 4_000, 4_000, 4_000];

export interface NewestAsked {
  /** So many of the newest are looked at. */
  among: number;
  /** So many of each seller are wanted. */
  ofASeller: number;
  /** Without these sellers. */
  without: string[];
}

export interface NewestFound {
  /** Newest first. */
  products: ListedProduct[];
  /** Whether there are others, older than those that were looked at. */
  more: boolean;
}

/**
 * The newest products, not more of a seller than leaves the first screens to others. Sellers of whom there are enough
 * are left out of the next round: so others are found behind a bulk upload, however large.
 */
export async function chooseNewest(read: (asked: NewestAsked) => Promise<NewestFound>): Promise<ListedProduct[]> {
  const { ofASeller } = ARRANGED;
  let ofFull: ListedProduct[] = [];
  let chosen: ListedProduct[] = [];
  for (const among of ROUNDS) {
    const { products, more } = await read({
      among,
      ofASeller,
      without: [...new Set(ofFull.map(({ sellerPhone }) => sellerPhone))],
    });
    chosen = [...ofFull, ...products].sort(newestFirst);
    if (!more || chosen.length >= ARRANGED.products) break;
    const counts = new Map<string, number>();
    for (const { sellerPhone } of products) counts.set(sellerPhone, (counts.get(sellerPhone) ?? 0) + 1);
    ofFull = [...ofFull, ...products.filter(({ sellerPhone }) => (counts.get(sellerPhone) ?? 0) >= ofASeller)];
  }
  return chosen.slice(0, ARRANGED.products);
}
