import { describe, expect, test } from 'vitest';
import type { ProductView } from '@/lib/marketplace/product-view.schema';
import { withAbsolutePictures } from './request-origin';

describe('pictures for a caller of the API', () => {
  test('of a local store get the host that was asked, others stay as they are', () => {
    const sources = ['/media/products/aa/b-480.avif', 'https://pictures.example/products/aa/c-480.webp'];
    // Only what is about pictures.
    const product = {
      imageUrl: '/media/products/aa/b.jpg',
      s3ImageUrl: null,
      pictureSources: sources.map((url) => ({ url, type: 'image/avif', width: 480 })),
    } as ProductView;
    const { imageUrl, s3ImageUrl, pictureSources } = withAbsolutePictures(product, 'http://soko.test');
    expect([imageUrl, s3ImageUrl, ...pictureSources.map(({ url }) => url)]).toEqual([
      'http://soko.test/media/products/aa/b.jpg',
      null,
      'http://soko.test/media/products/aa/b-480.avif',
      'https://pictures.example/products/aa/c-480.webp',
    ]);
  });
});
