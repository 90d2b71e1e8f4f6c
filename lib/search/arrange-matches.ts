import type { Candidate } from './candidate';
import { countGoodMatches } from './good-matches';
import { groupSamePicture, groupSellersFlood, type MatchGroup } from './group-alike';
import type { SearchSort } from './search-request.schema';
import { sortCandidates } from './sort-candidates';

/** What counts as the best matches where no drop in score can be seen: about two screens of a computer. */
const NEAREST = 60;

export interface Arrangement {
  groups: (MatchGroup & { good: boolean })[];
  /** Null where no drop in score can be seen. */
  goodCount: number | null;
}

export interface ArrangeOptions {
  sort: SearchSort;
  /** The search is for one seller's products: theirs are no flood. */
  oneSeller: boolean;
}

/**
 * All candidates of a search in the order they are shown in. The good ones come first whatever they are sorted by; within, the
 * first of those that say the same is the one by that order (the cheapest, the newest), and a seller's flood is gathered among the
 * good ones alone. The same candidates are always arranged alike, so that pages cut from it fit together. `candidates`: nearest first.
 */
export function arrangeMatches(candidates: readonly Candidate[], { sort, oneSeller }: ArrangeOptions): Arrangement {
  const goodCount = countGoodMatches(candidates.map(({ score }) => score));
  const near = goodCount ?? NEAREST;
  const nearIds = new Set(candidates.slice(0, near).map(({ productId }) => productId));
  const isNear = ({ shown }: MatchGroup) => nearIds.has(shown.productId);
  const groups = groupSamePicture(sortCandidates(candidates, sort, near));
  const best = groups.filter(isNear);
  const others = groups.filter((group) => !isNear(group));
  const arranged = [...(oneSeller ? best : groupSellersFlood(best)), ...others];
  return { groups: arranged.map((group) => ({ ...group, good: goodCount !== null && isNear(group) })), goodCount };
}
