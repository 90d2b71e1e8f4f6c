import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { ImageForm } from '@/e2e/world/quirks/image';
import type { Picture, WorldProduct } from '@/e2e/world/sellers/types';
import { drawPicture } from './draw-picture';
import { withComment } from './jpeg-comment';
import { type FormedPicture, inForm } from './picture-forms';

/** Side of the pictures in pixels: enough for a product page, cheap enough for two cores. */
const SIZE = 640;
/** Drawing shares the machine with what is being tested. */
const DRAW_AT_ONCE = 2;

/** Draws each picture once, keeps it in memory and, given a folder, on disk between runs. */
export class PictureStore {
  private readonly drawn = new Map<string, Promise<Buffer>>();
  private readonly formed = new Map<string, Promise<FormedPicture>>();
  private readonly limit = pLimit(DRAW_AT_ONCE);
  private drawingVersion: Promise<string> | undefined;

  constructor(private readonly cacheDir: string | undefined) {}

  /** The product's picture, byte for byte the same at every call for the same version and form. */
  async pictureOf(product: WorldProduct, version: number, form: ImageForm): Promise<FormedPicture> {
    if (product.picture === null) throw new Error(`product ${product.id} has no picture`);
    const key = `${product.id}:${version}:${form}:${JSON.stringify(product.picture)}`;
    const known = this.formed.get(key);
    if (known !== undefined) return known;
    const mark = `soko stand-in ${product.id} v${version}`;
    const made = this.draw(product.picture, version).then((jpeg) => inForm(withComment(jpeg, mark), form));
    this.formed.set(key, made);
    return made;
  }

  /** Draws ahead, so that a bench or a demo does not wait for it later. */
  async prepare(products: Iterable<WorldProduct>): Promise<void> {
    const pictures = [...products].flatMap((product) =>
      product.picture === null ? [] : [this.draw(product.picture, product.pictureVersion)],
    );
    await Promise.all(pictures);
  }

  private draw(picture: Picture, version: number): Promise<Buffer> {
    const key = createHash('sha256')
      .update(JSON.stringify([picture, version, SIZE]))
      .digest('hex')
      .slice(0, 32);
    const known = this.drawn.get(key);
    if (known !== undefined) return known;
    const made = this.limit(() => this.fromDiskOr(key, () => drawPicture(picture, version, SIZE)));
    this.drawn.set(key, made);
    return made;
  }

  private async fromDiskOr(key: string, draw: () => Promise<Buffer>): Promise<Buffer> {
    if (this.cacheDir === undefined) return draw();
    this.drawingVersion ??= versionOfDrawing();
    const file = join(this.cacheDir, `${await this.drawingVersion}-${key}.jpg`);
    const kept = await readFile(file).catch(() => undefined);
    if (kept !== undefined) return kept;
    const bytes = await draw();
    await mkdir(this.cacheDir, { recursive: true });
    const temporary = `${file}.${process.pid}.tmp`;
    await writeFile(temporary, bytes);
    await rename(temporary, file); // whole or not at all: another world may read the same folder
    return bytes;
  }
}

/**
 * Of the sources that draw, so that a picture kept on disk never outlives a change of the pen. Bundled, this very file
 * holds them all and the folders are not there.
 */
async function versionOfDrawing(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(import.meta.filename));
  for (const folder of [join(import.meta.dirname, '../drawing'), import.meta.dirname]) {
    const names = await readdir(folder, { recursive: true }).catch((): string[] => []);
    const sources = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort();
    for (const name of sources) hash.update(await readFile(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 8);
}
