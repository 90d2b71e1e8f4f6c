import os from 'node:os';
import path from 'node:path';
import { PictureStore } from '@/e2e/world/cdn/picture-store';
import { demoSellers } from '@/e2e/world/demo-sellers';
import type { KnownPhoto, KnownPhotos } from './known-photo';

const SECOND_VIEW = 2;

/** The approved products of the demo's sellers, which the tiny model was not trained on. */
export async function standInPhotos(): Promise<KnownPhotos> {
  const products = demoSellers()
    .flatMap((seller) => seller.products)
    .filter(({ picture, truth }) => picture?.of === 'product' && truth.decision === 'approved');
  const store = new PictureStore(path.join(os.tmpdir(), 'soko-eval-search-pictures'));
  await store.prepare(products);
  const photos: KnownPhoto[] = [];
  for (const product of products) {
    const { kind, colour, pattern } = product.truth;
    photos.push({
      name: product.id,
      photo: (await store.pictureOf(product, 1, 'jpeg')).bytes,
      otherView: (await store.pictureOf(product, SECOND_VIEW, 'jpeg')).bytes,
      title: [product.title, product.description].join('\n'),
      labels: [kind.replaceAll('-', ' '), colour, pattern],
    });
  }
  return { labelNames: ['kind', 'colour', 'pattern'], photos };
}
