import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { contentKey, contentTypeOfKey, keyOfUrl } from '@/lib/media/content-key';
import { besidePicture, parseVariant } from '@/lib/media/picture-variants';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { removeUnshown } from '@/lib/products/remove-unshown';
import {
  countPictures,
  type MovedPicture,
  type PlaceName,
  type ShownPicture,
  saveMoved,
  shownPictures,
} from './moved-rows';
import type { PicturePlace } from './picture-place';

/** Rows change so many pictures at a time: what a kill makes us do again is less than this. */
const BATCH = 100;
const AT_ONCE = 8;
/** Problems that are named; the rest is counted. */
const MOST_NAMED = 50;
/** A product's copies are being made just now; then they are there. */
const ROUNDS = 5;
const BETWEEN_ROUNDS_MS = 1_000;

export interface PictureMove {
  db: PrismaClient;
  from: PicturePlace;
  to: PicturePlace;
  /** Where they are now, as rows name them. */
  fromName: PlaceName;
  onProgress(progress: MoveProgress): void;
}

export interface MoveProgress {
  moved: number;
  bytes: number;
  /** Looked at, the moved ones among them, of `total`. */
  seen: number;
  total: number;
}

/** `missing`: neither place has it. `differs`: it reads differently from how it was put, or from its name. */
export interface PictureProblem {
  key: string;
  problem: 'missing' | 'differs';
}

export interface PicturesMoved {
  moved: number;
  bytes: number;
  /** Still in the old place, those with problems among them. */
  left: number;
  problems: PictureProblem[];
}

/**
 * Moves every stored picture with its smaller copies: put, read as shoppers read it, compared byte for byte; only then
 * do the rows name the new place. Nothing is deleted. Killed anywhere, it goes on where the rows say. Errors: the
 * places' own, which are no picture's fault.
 */
export async function movePictures(move: PictureMove): Promise<PicturesMoved> {
  const { db, fromName } = move;
  const total = await countPictures(db, fromName);
  const state = { moved: 0, bytes: 0, seen: 0, total };
  let problems: PictureProblem[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) await sleep(BETWEEN_ROUNDS_MS);
    problems = [];
    let again = 0;
    for await (const pictures of shownPictures(db, { place: fromName, limit: BATCH })) {
      const found = await moveBatch(move, pictures);
      problems.push(...found.problems);
      again += found.again;
      state.moved += found.moved;
      state.bytes += found.bytes;
      state.seen += round === 0 ? pictures.length : 0;
      move.onProgress({ ...state });
    }
    if (again === 0 && (await countPictures(db, fromName)) <= problems.length) break;
  }
  const left = await countPictures(db, fromName);
  return { moved: state.moved, bytes: state.bytes, left, problems: problems.slice(0, MOST_NAMED) };
}

async function moveBatch(move: PictureMove, pictures: ShownPicture[]) {
  const limit = pLimit(AT_ONCE);
  const found = await Promise.all(pictures.map((picture) => limit(() => copyPicture(move, picture))));
  const copied = found.flatMap((one) => ('to' in one ? [one] : []));
  const unmoved = new Set(await saveMoved(move.db, copied));
  // Replaced or erased meanwhile: whoever did that may not have found what was put in the new place since.
  const left = { db: move.db, objects: move.to.store };
  for (const picture of copied) if (unmoved.has(picture.url)) await removeUnshown(left, picture);
  const moved = copied.filter(({ url }) => !unmoved.has(url));
  return {
    moved: moved.length,
    bytes: moved.reduce((sum, { bytes }) => sum + bytes, 0),
    again: unmoved.size,
    problems: found.flatMap((one) => ('problem' in one ? [one] : [])),
  };
}

/** The picture and its copies are in the new place, as they were in the old one; or what is wrong with it. */
async function copyPicture(
  move: PictureMove,
  picture: ShownPicture,
): Promise<(MovedPicture & { bytes: number }) | PictureProblem> {
  const { url, variants } = picture;
  const key = keyOfUrl(url);
  if (key === null) return { key: url, problem: 'missing' };
  const body = await copyObject(move, key);
  if (typeof body === 'string') return { key, problem: body };
  let bytes = body.byteLength;
  let isWhole = true;
  for (const name of variants.filter((each) => parseVariant(each) !== null)) {
    const copy = await copyObject(move, besidePicture(key, name));
    if (typeof copy === 'string') isWhole = false;
    else bytes += copy.byteLength;
  }
  return { url, variants, to: move.to.store.publicUrl(key), isWhole, bytes };
}

async function copyObject({ from, to }: PictureMove, key: string): Promise<Uint8Array | PictureProblem['problem']> {
  const contentType = contentTypeOfKey(key);
  const found = contentType === null ? null : await from.store.get(key);
  if (contentType === null || found === null) return bodyOfItsName(await to.readAsShown(key), key);
  if (!isCopy(key) && bodyOfItsName(found.body, key) === 'differs') return 'differs';
  await to.store.put({ key, body: found.body, contentType });
  const shown = await to.readAsShown(key);
  return shown !== null && isSame(shown, found.body) ? shown : 'differs';
}

/** Put there by somebody else's hand: a picture's name tells its bytes, a copy's does not. */
function bodyOfItsName(body: Uint8Array | null, key: string): Uint8Array | PictureProblem['problem'] {
  if (body === null || isCopy(key)) return 'missing';
  return contentKey(body, 'image/jpeg') === key ? body : 'differs';
}

const isCopy = (key: string): boolean => keyOfUrl(key) === null;

export const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
