import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseCsv } from './csv';
import type { KnownPhotos } from './known-photo';

/** A CSV with a header: `file`, relative to the folder, then one label or more, the most important first. */
export async function labelledPhotos(folder: string, csvFile = path.join(folder, 'labels.csv')): Promise<KnownPhotos> {
  const [header, ...rows] = parseCsv(await readFile(csvFile, 'utf8'));
  const [file, ...labelNames] = (header ?? []).map((name) => name.trim().toLowerCase());
  if (file !== 'file' || labelNames.length === 0) {
    throw new Error(`${csvFile} must begin with a line "file,label" (or "file,kind,colour", …).`);
  }
  if (rows.length < 2) throw new Error(`${csvFile} names fewer than two photos: there is nothing to find.`);
  const photos = await Promise.all(
    rows.map(async ([name = '', ...labels], at) => {
      const known = labels.map((label) => label.trim());
      if (known.length !== labelNames.length || known.some((label) => label === '')) {
        throw new Error(`${csvFile}, photo ${at + 1} (${name}): it must have ${labelNames.join(', ')}.`);
      }
      const photo = await readFile(path.join(folder, name.trim()));
      return { name, photo, otherView: null, title: null, labels: known };
    }),
  );
  return { labelNames, photos };
}
