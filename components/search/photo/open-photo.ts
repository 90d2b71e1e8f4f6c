import type { Crop } from '@/lib/media/normalise-image';
import { fitInto, MOST_BYTES, sizeWithin } from './fit-into';
import { likelyObject } from './likely-object';
import { tabId } from './tab-id';

/** Why a file cannot be searched with, named as in the messages. */
export type PhotoProblem = 'empty' | 'tooLarge' | 'heic' | 'notAPicture' | 'notOpened';

/** A photo in this tab: upright, at most WORKING_SIDE pixels, nothing of the file's metadata. */
export interface Photo {
  id: string;
  canvas: HTMLCanvasElement;
  /** To show it: a URL that only this tab can open. */
  url: string;
}

/** A photo and the part of it that was searched with. */
export interface PhotoPart {
  photo: Photo;
  crop: Crop;
}

/** Sharp enough for a small part of it to be searched with; a phone's memory has room for a few. */
const WORKING_SIDE = 2048;
/** Decoding more than this takes more memory than a small phone gives to a tab. */
const MOST_FILE_BYTES = 60 * 1024 * 1024;
const GRID_SIDE = 48;

/**
 * Decodes a file as the camera held it. `url`: an object URL of it, when there is one already; whoever keeps the photo
 * holds its URL (photo-urls.ts). Rejects when the device cannot draw it.
 */
export async function openPhoto(file: Blob, url?: string): Promise<Photo | PhotoProblem> {
  if (file.size === 0) return 'empty';
  if (file.size > MOST_FILE_BYTES) return 'tooLarge';
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (bitmap === null || bitmap.width < 1) return (await isHeic(file)) ? 'heic' : 'notAPicture';
  const canvas = draw(bitmap, { x: 0, y: 0, width: 1, height: 1 }, WORKING_SIDE);
  bitmap.close();
  return { id: tabId(), canvas, url: url ?? URL.createObjectURL(file) };
}

/** Where the crop box starts. */
export function firstCrop({ canvas }: Photo): Crop {
  const { width, height } = sizeWithin(GRID_SIDE, canvas.width, canvas.height);
  const small = document.createElement('canvas');
  small.width = width;
  small.height = height;
  const context = small.getContext('2d', { willReadFrequently: true });
  if (!context) return { x: 0, y: 0, width: 1, height: 1 };
  context.drawImage(canvas, 0, 0, width, height);
  return likelyObject({ width, height, data: context.getImageData(0, 0, width, height).data });
}

/** What is sent: the part inside the box and nothing around it, as a JPEG of at most MOST_BYTES without metadata. */
export function encodePart({ canvas }: Pick<Photo, 'canvas'>, crop: Crop): Promise<Blob> {
  return fitInto(MOST_BYTES, ({ longestSide, quality }) => toJpeg(draw(canvas, crop, longestSide), quality));
}

function draw(source: ImageBitmap | HTMLCanvasElement, crop: Crop, longestSide: number): HTMLCanvasElement {
  const from = { width: source.width * crop.width, height: source.height * crop.height };
  const { width, height } = sizeWithin(longestSide, from.width, from.height);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws no pictures');
  context.imageSmoothingQuality = 'high';
  // Transparent parts would turn black in a JPEG.
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.drawImage(
    source,
    source.width * crop.x,
    source.height * crop.y,
    from.width,
    from.height,
    0,
    0,
    width,
    height,
  );
  return canvas;
}

export async function toJpeg(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  if (blob === null) throw new Error('the photo could not be encoded');
  return blob;
}

/** ISO media files name their brand in the first bytes; iPhones write these ones. */
async function isHeic(file: Blob): Promise<boolean> {
  const start = String.fromCharCode(...new Uint8Array(await file.slice(0, 16).arrayBuffer()));
  return /^image\/hei[cf]/.test(file.type) || /^.{4}ftyp(hei[cmsx]|hev[cmsx]|mif1|msf1)/s.test(start);
}
