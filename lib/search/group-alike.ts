import { hashDistance } from '@/lib/media/perceptual-hash';
import type { Candidate } from './candidate';
import type { AlikeProducts } from './product-view';
import { SEARCH_LIMITS } from './search-request.schema';

/** A match that is shown, and those that stand behind it. */
export interface MatchGroup {
  shown: Candidate;
  behind: Candidate[];
  why: AlikeProducts['why'] | null;
}

/**
 * Of 64 bits, how many may differ between two files of one picture. Measured on the stand-in's pictures
 * (lib/media/stand-in-pictures.integration.test.ts): other sizes and qualities differ in less, other products in more.
 */
const SAME_PICTURE_BITS = 5;
/** One seller's products among the best matches that are shown on their own. */
const SHOWN_OF_A_SELLER = 3;

/**
 * Near-duplicates of one picture behind the first of them. The hash knows brightness only: the same cut in another colour is another
 * product. Keeps the order; every candidate is in exactly one group. One that would be a 13th behind another is shown itself again.
 */
export function groupSamePicture(candidates: readonly Candidate[]): MatchGroup[] {
  const groups: MatchGroup[] = [];
  // Those that another may stand behind. Each is compared with all that follow, in every search: none here in vain.
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
 * Of each seller's groups the first three stay; those that follow stand behind the first one of theirs. Groups of the same picture
 * stay as they are: what they hold may be other sellers'. Keeps the order; nothing is lost.
 */
export function groupSellersFlood(groups: readonly MatchGroup[]): MatchGroup[] {
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

const hasRoom = ({ behind }: MatchGroup): boolean => behind.length < SEARCH_LIMITS.alike;

function isSamePicture(a: Candidate, b: Candidate): boolean {
  if (a.pictureHash === null || b.pictureHash === null) return false;
  return hashDistance(a.pictureHash, b.pictureHash) <= SAME_PICTURE_BITS && haveOneColour(a.colours, b.colours);
}

/** Which of two colours is more of a picture may change with its quality. */
function haveOneColour(a: readonly string[], b: readonly string[]): boolean {
  const [first, other] = [a[0], b[0]];
  if (first === undefined || other === undefined) return first === other;
  return a.includes(other) && b.includes(first);
}
