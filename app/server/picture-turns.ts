import { FairTurns } from './fair-turns';

/** Fewer than worker/judged-picture-endpoint.ts takes; of one moderator: what is in view and the next two. */
const PICTURES = { atOnce: 8, clientAtOnce: 3, mostWaiting: 64, clientWaiting: 16, what: 'pictures' };

/** Kept across Next's bundles. */
const shared = globalThis as { sokoPictureTurns?: FairTurns };

/** Pictures for the review desk, by moderator: slow ones of one hold up nobody else. */
export function pictureTurns(): FairTurns {
  shared.sokoPictureTurns ??= new FairTurns(PICTURES);
  return shared.sokoPictureTurns;
}
