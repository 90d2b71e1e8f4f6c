import type { Crop } from '@/lib/media/normalise-image';
import { sizeWithin } from './fit-into';
import { openPhoto, type Photo, type PhotoPart, toJpeg } from './open-photo';

const PREFIX = 'soko-photo:';
/** Enough to see it, to move the box, and to search again; small enough for what a tab may keep. */
const KEPT_SIDE = 768;
const KEPT_QUALITY = 0.72;
/** Of this many searches in one tab. */
const MOST_KEPT = 4;

/** Keeps a photo for reloads of this tab. */
export async function storePart(token: string, part: PhotoPart): Promise<void> {
  const picture = await asDataUrl(part.photo);
  store(token, JSON.stringify({ at: Date.now(), picture, crop: part.crop }));
}

/** Null when this tab never had the photo. */
export async function storedPart(token: string): Promise<PhotoPart | null> {
  const kept = read(token);
  if (kept === null) return null;
  const file = readDataUrl(kept.picture);
  const photo = file === null ? null : await openPhoto(file);
  return photo === null || typeof photo === 'string' ? null : { photo, crop: kept.crop };
}

async function asDataUrl({ canvas }: Photo): Promise<string> {
  const { width, height } = sizeWithin(KEPT_SIDE, canvas.width, canvas.height);
  const small = document.createElement('canvas');
  small.width = width;
  small.height = height;
  small.getContext('2d')?.drawImage(canvas, 0, 0, width, height);
  const reader = new FileReader();
  const read = new Promise<string>((resolve) => {
    reader.onload = () => resolve(String(reader.result));
  });
  reader.readAsDataURL(await toJpeg(small, KEPT_QUALITY));
  return read;
}

/** By hand: the page's policy lets nothing but our own addresses be fetched. */
function readDataUrl(url: string): Blob | null {
  const [, base64] = url.split(',');
  if (!url.startsWith('data:image/jpeg;base64,') || base64 === undefined) return null;
  return new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], { type: 'image/jpeg' });
}

function store(token: string, value: string): void {
  try {
    const kept = Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
    const oldestFirst = kept.sort((a, b) => ageOf(a) - ageOf(b));
    for (const key of oldestFirst.slice(0, Math.max(0, kept.length - MOST_KEPT + 1))) sessionStorage.removeItem(key);
    sessionStorage.setItem(PREFIX + token, value);
  } catch {
    // No room, or forbidden: the search itself needs none of this.
  }
}

function ageOf(key: string): number {
  return (parse(sessionStorage.getItem(key)) as { at?: number } | null)?.at ?? 0;
}

function read(token: string): { picture: string; crop: Crop } | null {
  try {
    const value = parse(sessionStorage.getItem(PREFIX + token)) as Partial<{ picture: string; crop: Crop }> | null;
    const { picture, crop } = value ?? {};
    const isCrop = crop && [crop.x, crop.y, crop.width, crop.height].every((part) => part >= 0 && part <= 1);
    return typeof picture === 'string' && isCrop ? { picture, crop } : null;
  } catch {
    return null;
  }
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
