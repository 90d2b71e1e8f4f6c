import { HOME_CURRENCY } from '@/lib/marketplace/currencies.schema';
import type { SearchSort } from '@/lib/marketplace/sorts.schema';
import { hashDistance, SAME_PICTURE_BITS } from '@/lib/media/perceptual-hash';
import type { Candidate } from './candidates';
import { countGoodMatches } from './good-matches';
import type { AlikeProducts } from './search-page.schema';

/** A match that is shown, and the near-duplicates behind it. */
export interface MatchGroup {
  shown: Candidate;
  behind: Candidate[];
  why: AlikeProducts['why'] | null;
}

/** How many count as the best matches where no drop in score can be seen: about two screens of a computer. */
const NEAREST = 60;

export interface Arrangement {
  groups: (MatchGroup & { good: boolean })[];
  /** Those that have all the words; without any, those before a drop in score; null where none can be seen. */
  goodCount: number | null;
}

export interface ArrangeOptions {
  sort: SearchSort;
  /** The search is limited to one seller: their products are no flood. */
  oneSeller: boolean;
}

/**
 * All candidates of a search (best first, those with all the words before others) in the order they are shown in. The
 * good ones come first, whatever they are sorted by. Of near-duplicates the first by that order is shown; a seller's
 * flood is gathered among the good ones only. The same candidates are always arranged alike, so that the pages cut from
 * them fit together.
 */
export function arrangeMatches(candidates: readonly Candidate[], { sort, oneSeller }: ArrangeOptions): Arrangement {
  const withWords = candidates.filter(({ hasWords }) => hasWords).length;
  const goodCount = withWords > 0 ? withWords : countGoodMatches(candidates.map(({ score }) => score));
  const near = goodCount ?? NEAREST;
  const nearIds = new Set(candidates.slice(0, near).map(({ productId }) => productId));
  const isNear = ({ shown }: MatchGroup) => nearIds.has(shown.productId);
  const groups = groupSamePicture(sortCandidates(candidates, sort, near));
  const best = groups.filter(isNear);
  const others = groups.filter((group) => !isNear(group));
  // Who asks for a shop by its name is not flooded by its products.
  const isOneShop = withWords > 0 && new Set(best.map(({ shown }) => shown.sellerPhone)).size === 1;
  const arranged = [...(oneSeller || isOneShop ? best : groupSellersFlood(best)), ...others];
  return { groups: arranged.map((group) => ({ ...group, good: goodCount !== null && isNear(group) })), goodCount };
}

/**
 * The nearest `near` by price or age, then the others by the same: a bargain that is not what was looked for never
 * comes first. Products without a price come last; prices of different currencies are not compared.
 */
function sortCandidates(candidates: readonly Candidate[], sort: SearchSort, near: number): Candidate[] {
  if (sort === 'match') return [...candidates];
  const compare = COMPARE[sort];
  return [...candidates.slice(0, near).sort(compare), ...candidates.slice(near).sort(compare)];
}

type Compare = (a: Candidate, b: Candidate) => number;

const byPrice =
  (direction: 1 | -1): Compare =>
  (a, b) =>
    currencyRank(a) - currencyRank(b) ||
    compareText(a.priceCurrency ?? '', b.priceCurrency ?? '') ||
    direction * ((a.priceAmount ?? 0) - (b.priceAmount ?? 0));

const COMPARE: Record<Exclude<SearchSort, 'match'>, Compare> = {
  price: byPrice(1),
  '-price': byPrice(-1),
  newest: (a, b) => b.listedAt - a.listedAt,
};

function currencyRank({ priceAmount, priceCurrency }: Candidate): number {
  if (priceAmount === null || priceCurrency === null) return 2;
  return priceCurrency === HOME_CURRENCY ? 0 : 1;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of one seller's products among the best matches, how many are shown on their own. */
const SHOWN_OF_A_SELLER = 3;
/** Products behind one "N more like this". */
const MOST_BEHIND = 12;

/**
 * Near-duplicates of one picture behind the first of them. Hashes know only brightness, so colours must agree, too:
 * the same cut in another colour is another product. Keeps the order; every candidate is in exactly one group.
 */
function groupSamePicture(candidates: readonly Candidate[]): MatchGroup[] {
  const groups: MatchGroup[] = [];
  // Groups with room. Each is compared with all candidates that follow, so the full ones are taken out.
  const open: MatchGroup[] = [];
  for (const candidate of candidates) {
    const group = open.find((other) => isSamePicture(other.shown, candidate));
    if (group) {
      group.behind.push(candidate);
      group.why = 'same_picture';
      if (!hasRoom(group)) open.splice(open.indexOf(group), 1);
    } else {
      const own: MatchGroup = { shown: candidate, behind: [], why: null };
      groups.push(own);
      if (candidate.pictureHash) open.push(own);
    }
  }
  return groups;
}

/**
 * Of each seller's groups the first three stay; those that follow stand behind the first of them. Groups of one
 * picture stay as they are: they may hold other sellers' products. Keeps the order; nothing is lost.
 */
function groupSellersFlood(groups: readonly MatchGroup[]): MatchGroup[] {
  const shown: MatchGroup[] = [];
  const count = new Map<string, number>();
  const holders = new Map<string, MatchGroup>();
  for (const group of groups) {
    const seller = group.shown.sellerPhone;
    const before = count.get(seller) ?? 0;
    const holder = holders.get(seller);
    if (before >= SHOWN_OF_A_SELLER && group.why === null && holder !== undefined && hasRoom(holder)) {
      holder.behind.push(group.shown);
      holder.why = 'same_seller';
      continue;
    }
    const own = { ...group, behind: [...group.behind] };
    shown.push(own);
    count.set(seller, before + 1);
    if (own.why === null && (holder === undefined || !hasRoom(holder))) holders.set(seller, own);
  }
  return shown;
}

const hasRoom = ({ behind }: MatchGroup): boolean => behind.length < MOST_BEHIND;

function isSamePicture(a: Candidate, b: Candidate): boolean {
  if (a.pictureHash === null || b.pictureHash === null) return false;
  return hashDistance(a.pictureHash, b.pictureHash) <= SAME_PICTURE_BITS && haveOneColour(a.colours, b.colours);
}

/** By the first colour of either: which of two colours covers more may change with a picture's quality. */
function haveOneColour(a: readonly string[], b: readonly string[]): boolean {
  const [first, other] = [a[0], b[0]];
  if (first === undefined || other === undefined) return first === other;
  return a.includes(other) && b.includes(first);
}
