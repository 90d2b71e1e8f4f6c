import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { anAttacker, tallyOf } from '../client';
import { photoForm, sendForm } from '../photo-form';

const svg = (inside: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${inside}</svg>`);
const latin = (text: string) => Buffer.from(text, 'latin1');
const isobmff = (brand: string) =>
  Buffer.concat([latin(`\0\0\0\x24ftyp${brand}\0\0\0\0mif1MiHE`), Buffer.alloc(4_000)]);

/** What is no photo, whatever it says it is. */
const REFUSED: Record<string, () => Buffer | Promise<Buffer>> = {
  svg: () => svg('<script>alert(1)</script>'),
  'svg with a link out': () => svg('<image href="http://127.0.0.1:1/x.png" width="9" height="9"/>'),
  'svg with an entity': () =>
    latin(`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('<text>&x;</text>')}`),
  heic: () => isobmff('heic'),
  'avif of nothing': () => isobmff('avif'),
  pdf: () => latin('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>'),
  html: () => latin('<!DOCTYPE html><script>alert(1)</script>'),
  'html after GIF89a': () => latin('GIF89a/*<script>alert(1)</script>*/=1;'),
  'a zip': () => latin(`PK\x03\x04${'\0'.repeat(100)}`),
  'a tiff': () =>
    sharp({ create: { width: 9, height: 9, channels: 3, background: '#123' } })
      .tiff()
      .toBuffer(),
  'a gif': () =>
    sharp({ create: { width: 9, height: 9, channels: 3, background: '#123' } })
      .gif()
      .toBuffer(),
  postscript: () => latin('%!PS-Adobe-3.0\n(x) run'),
  'an msl of imagemagick': () => latin('<?xml version="1.0"?><image><read filename="caption:x"/></image>'),
  nothing: () => Buffer.alloc(0),
  'a jpeg of one byte': () => latin('\xff'),
  'a jpeg that breaks off': async () => (await jpeg()).subarray(0, 300),
  'a webp of a false length': () => latin('RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\xff'),
  'a png of 4 gigapixels': () => latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\x02\0\0\0\0\0\0\0'),
};

const jpeg = () =>
  sharp({ create: { width: 400, height: 300, channels: 3, background: '#a63' } })
    .jpeg()
    .toBuffer();

/** What is a photo, and something else besides: it may be searched with, and nothing of the rest may stay. */
const TAKEN: Record<string, () => Promise<Buffer>> = {
  'a jpeg with a place in it': () =>
    sharp({ create: { width: 400, height: 300, channels: 3, background: '#a63' } })
      .withExif({ IFD0: { Make: 'SOKO-ATTACK' }, IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '1/1 17/1 0/1' } })
      .jpeg()
      .toBuffer(),
  'a jpeg with html behind it': async () => Buffer.concat([await jpeg(), latin('<script>alert(1)</script>')]),
  'a jpeg with a zip behind it': async () => Buffer.concat([await jpeg(), latin('PK\x05\x06'), Buffer.alloc(18)]),
};

/** Uploads that are no photos, and photos that are more than that. */
export const strangePhotos: Attack = {
  row: 'uploads',
  name: 'strange-photos',
  what: 'SVG, HEIC, PDF, HTML, polyglots, broken pictures as a photo; a place in EXIF',
  right: 'refused by what the bytes are; nothing of a photo is kept on disk',
  form: 'short',
  async run(system): Promise<Outcome> {
    const before = await filesKept(system);
    const holes: string[] = [];
    const statuses: number[] = [];
    for (const type of ['image/jpeg', 'image/svg+xml']) {
      for (const [what, make] of Object.entries(REFUSED)) {
        const { status } = await sendForm(system.url, photoForm(await make(), {}, type), anAttacker());
        statuses.push(status);
        if (status < 400 || status >= 500) holes.push(`${what}: ${status}`);
      }
    }
    for (const [what, make] of Object.entries(TAKEN)) {
      const { status, text } = await sendForm(system.url, photoForm(await make()), anAttacker());
      statuses.push(status);
      if (status >= 500 || text.includes('SOKO-ATTACK')) holes.push(`${what}: ${status}`);
    }
    const after = await filesKept(system);
    const added = [...after].filter((file) => !before.has(file));
    if (added.length > 0) holes.push(`files were left: ${added.slice(0, 3).join(', ')}`);
    if (await remembersPlace(system)) holes.push('the place of a photo is among the stored pictures');
    return { happened: `${tallyOf(statuses)}; ${added.length} files left`, holes };
  },
};

/**
 * In the home and in its folder for temporary files; the database has files of its own, pictures of products may come
 * in meanwhile.
 */
async function filesKept({ home, temporary }: AttackedSystem): Promise<Set<string>> {
  const [kept, passing] = await Promise.all([home, temporary].map(filesUnder));
  return new Set([
    ...(kept ?? []).filter((file) => !/^(postgres|media|bombs)\//.test(file)),
    ...(passing ?? []).filter((file) => !/chrom|playwright/i.test(file)),
  ]);
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

async function remembersPlace({ home }: AttackedSystem): Promise<boolean> {
  const media = path.join(home, 'media');
  const entries = await readdir(media, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries.filter((one) => one.isFile())) {
    if ((await readFile(path.join(entry.parentPath, entry.name))).includes('SOKO-ATTACK')) return true;
  }
  return false;
}
