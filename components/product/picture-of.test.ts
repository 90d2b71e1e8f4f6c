import { expect, test } from 'vitest';
import type { CardView } from '@/lib/marketplace/product-view.schema';
import { pictureOf } from './picture-of';

const LINK = 'https://a.fbcdn.net/1';
const product: CardView = {
  productId: '100',
  seller: { id: '3f0c6f3e-3c55-4a8a-9d32-5a7a3f6a1b2c', name: null, proven: false },
  title: 'Kitenge',
  price: null,
  imageUrl: LINK,
  s3ImageUrl: null,
  pictureSources: [],
  imageWidth: 960,
  imageHeight: 1280,
  imagePlaceholder: null,
  listedAt: null,
};

test('a picture that is still WhatsApp’s is asked for again when its link has died', () => {
  expect(pictureOf(product)).toMatchObject({ src: LINK, renewFor: '100', width: 960, height: 1280 });
});

test('one of our own is not', () => {
  const imageUrl = '/media/products/ab/c.jpg';
  expect(pictureOf({ ...product, imageUrl, s3ImageUrl: imageUrl })).toMatchObject({ src: imageUrl, renewFor: null });
});
