import { describe, expect, test } from 'vitest';
import type { ProductView } from '@/lib/marketplace/product-view.schema';
import { toCardSearchPage } from './search-page.schema';

const product = (productId: string): ProductView => ({
  productId,
  seller: { id: 's', name: 'Mama Njeri', proven: false },
  title: 'Dress',
  description: 'Long words of the seller',
  price: null,
  priceText: '1,200/=',
  corrected: [],
  brand: null,
  sizes: [],
  material: null,
  category: null,
  imageUrl: null,
  s3ImageUrl: null,
  pictureSources: [],
  imageWidth: null,
  imageHeight: null,
  imagePlaceholder: null,
  lastHydratedAt: null,
  listedAt: null,
  whatsappUrl: 'https://wa.me/254700000000',
});

describe('toCardSearchPage', () => {
  test('keeps order, scores and groups, and leaves out what no card shows', () => {
    const alike = { count: 1, why: 'same_seller', results: [{ product: product('2'), score: 0.8 }] } as const;
    const page = toCardSearchPage({
      results: [{ product: product('1'), score: 0.9, good: true, alike: { ...alike, results: [...alike.results] } }],
      nextCursor: 'next',
      took: { embedMs: 1, searchMs: 2, totalMs: 3 },
      goodCount: 2,
      nothingAlike: false,
      didYouMean: null,
      photoToken: 'token',
      photoTokenExpiresAt: null,
      mode: 'vectors',
    });
    expect(page).toMatchObject({ nextCursor: 'next', goodCount: 2, photoToken: 'token', mode: 'vectors' });
    const [match] = page.results;
    expect(match).toMatchObject({ score: 0.9, good: true, product: { productId: '1', title: 'Dress' } });
    expect(match?.alike).toMatchObject({ count: 1, why: 'same_seller', results: [{ product: { productId: '2' } }] });
    expect(JSON.stringify(page)).not.toMatch(/description|whatsappUrl|priceText/);
  });
});
