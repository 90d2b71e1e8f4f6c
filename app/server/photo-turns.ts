import { FairTurns } from './fair-turns';

/**
 * Opening a photo: two at once, as the machine has cores at least, one of them for any one client, so that the other is free for the
 * next. Waiting photos are held in memory (bodies-in-flight.ts bounds how much): a screenful of people behind one address.
 */
const OPENING = { atOnce: 2, clientAtOnce: 1, mostWaiting: 64, clientWaiting: 24, what: 'photos' };
/**
 * Searching with one: the model takes two at once and the rest in their order, so that few of any one client's may be ahead of another's.
 */
const SEARCHING = { atOnce: 16, clientAtOnce: 4, mostWaiting: 64, clientWaiting: 24, what: 'photo searches' };

/** Kept across Next's bundles. */
const shared = globalThis as { sokoPhotoTurns?: { opening: FairTurns; searching: FairTurns } };

export function photoTurns(): { opening: FairTurns; searching: FairTurns } {
  shared.sokoPhotoTurns ??= { opening: new FairTurns(OPENING), searching: new FairTurns(SEARCHING) };
  return shared.sokoPhotoTurns;
}
