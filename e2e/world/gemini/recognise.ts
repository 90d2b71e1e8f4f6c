import sharp from 'sharp';
import type { PictureStore } from '@/e2e/world/cdn/picture-store';
import type { WorldProduct } from '@/e2e/world/sellers/types';
import type { WorldState } from '@/e2e/world/world-state';
import { WordIndex } from './word-index';

/** A product is taken to be meant when so much of what its words weigh is in the request. */
const ENOUGH = 0.45;
/** Candidates whose words match this closely are told apart by their pictures. */
const SAME = 0.02;

/** Finds the product a request is about, from the words in it and, between look-alikes, from the picture. */
export class Recogniser {
  private readonly prints = new Map<string, Promise<Buffer>>();
  private index: { revision: number; words: WordIndex } | undefined;

  constructor(
    private readonly state: WorldState,
    private readonly pictures: PictureStore,
  ) {}

  async recognise(text: string, image: Buffer | undefined): Promise<WorldProduct | undefined> {
    const ranked = this.words().rank(text);
    const best = ranked[0];
    if (best === undefined || best.score < ENOUGH) return undefined;
    const rivals = ranked.filter(({ score }) => best.score - score <= SAME).map(({ product }) => product);
    if (rivals.length === 1 || image === undefined) return rivals[0];
    return this.closestInLook(rivals, image);
  }

  private words(): WordIndex {
    const { revision, products } = this.state;
    if (this.index?.revision !== revision) this.index = { revision, words: new WordIndex([...products.values()]) };
    return this.index.words;
  }

  private async closestInLook(rivals: readonly WorldProduct[], image: Buffer): Promise<WorldProduct | undefined> {
    const wanted = await printOf(image).catch(() => undefined);
    if (wanted === undefined) return rivals[0];
    let closest: { product: WorldProduct; distance: number } | undefined;
    for (const product of rivals) {
      if (product.picture === null) continue;
      const distance = difference(wanted, await this.printOfProduct(product));
      if (closest === undefined || distance < closest.distance) closest = { product, distance };
    }
    return closest?.product ?? rivals[0];
  }

  private printOfProduct(product: WorldProduct): Promise<Buffer> {
    const key = `${product.id}:${product.pictureVersion}:${JSON.stringify(product.picture)}`;
    const known = this.prints.get(key);
    if (known !== undefined) return known;
    const print = this.pictures.pictureOf(product, product.pictureVersion, 'jpeg').then(({ bytes }) => printOf(bytes));
    this.prints.set(key, print);
    return print;
  }
}

/** A picture in 64 colours: survives re-encoding and resizing, tells two drawings apart. */
const printOf = (image: Buffer): Promise<Buffer> =>
  sharp(image)
    .autoOrient()
    .flatten({ background: '#fff' })
    .resize(8, 8, { fit: 'fill' })
    .toColourspace('srgb')
    .raw()
    .toBuffer();

function difference(a: Buffer, b: Buffer): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  return sum;
}
