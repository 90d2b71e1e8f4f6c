import sharp from 'sharp';
import { likelyObject } from '@/components/search/photo/likely-object';
import { type RoomPhoto, renderRoomPhoto } from '@/e2e/world/drawing/render-room-photo';
import { Random } from '@/e2e/world/sellers/random';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import type { Crop } from '@/lib/media/normalise-image';
import { type EvaluationRow, type RankingScore, scoreRanking, summarise } from './metrics';
import { type Indexed, rank } from './photo-index';

/** As components/search/photo/open-photo.ts looks at a photo. */
const GRID_SIDE = 48;
const WHOLE: Crop = { x: 0, y: 0, width: 1, height: 1 };

export interface RoomRows {
  rows: EvaluationRow[];
  /** Mean overlap (intersection over union) of the automatic box with the thing. */
  overlap: number;
  /** How many boxes hold nine tenths of the thing and at most five times its area. */
  found: number;
}

/** Rooms with a product of the index in them, 15 to 40 % of the side: searched as they are, and by boxes. */
export async function evaluateRooms(model: EmbeddingModel, index: readonly Indexed[]): Promise<RoomRows> {
  const scores: Record<'whole' | 'automatic' | 'true', (RankingScore | null)[]> = {
    whole: [],
    automatic: [],
    true: [],
  };
  let [rooms, overlap, found] = [0, 0, 0];
  for (const [at, own] of index.entries()) {
    if (own.look === null) continue;
    const room = await renderRoomPhoto(own.look, new Random(`room ${at}`));
    const automatic = await automaticBox(room.photo);
    const boxes = { whole: WHOLE, automatic, true: squared(room.box) };
    for (const way of ['whole', 'automatic', 'true'] as const) {
      const ranking = rank(await model.embedImage(await cut(room, boxes[way])), index, 'product');
      scores[way].push(scoreRanking(ranking.map((one) => one === own)));
    }
    rooms += 1;
    overlap += shared(automatic, room.box) / (area(automatic) + area(room.box) - shared(automatic, room.box));
    if (shared(automatic, room.box) >= 0.9 * area(room.box) && area(automatic) <= 5 * area(room.box)) found += 1;
  }
  const row = (query: string, way: keyof typeof scores): EvaluationRow => ({
    query: `room, ${query}`,
    relevant: 'itself',
    ...summarise(scores[way]),
  });
  const rows = [row('all of it', 'whole'), row('the automatic box', 'automatic'), row('a box drawn by hand', 'true')];
  return { rows: rooms === 0 ? [] : rows, overlap: overlap / rooms, found: found / rooms };
}

export function formatBoxes({ overlap, found }: RoomRows): string {
  const share = (100 * found).toFixed(1);
  return `automatic boxes: mean overlap ${overlap.toFixed(2)}; ${share} % hold the thing and little else\n`;
}

async function automaticBox(photo: Buffer): Promise<Crop> {
  const { data, info } = await sharp(photo)
    .resize(GRID_SIDE, GRID_SIDE, { fit: 'inside', kernel: 'linear' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return likelyObject({ width: info.width, height: info.height, data });
}

/** Rooms are square: so is, in pixels, what is square in fractions. */
function squared({ x, y, width, height }: Crop): Crop {
  const side = Math.min(1, Math.max(width, height) * 1.05);
  const from = (middle: number): number => Math.min(Math.max(0, middle - side / 2), 1 - side);
  return { x: from(x + width / 2), y: from(y + height / 2), width: side, height: side };
}

async function cut({ photo }: RoomPhoto, { x, y, width, height }: Crop): Promise<Buffer> {
  const size = await sharp(photo).metadata();
  const [left, top] = [Math.round(x * size.width), Math.round(y * size.height)];
  const part = {
    width: Math.min(size.width - left, Math.round(width * size.width)),
    height: Math.min(size.height - top, Math.round(height * size.height)),
  };
  return sharp(photo)
    .extract({ left, top, ...part })
    .jpeg()
    .toBuffer();
}

const area = ({ width, height }: Crop): number => width * height;

function shared(a: Crop, b: Crop): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
}
