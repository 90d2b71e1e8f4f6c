import { describe, expect, test } from 'vitest';
import type { ProductRecord } from '@/lib/products/product-record';
import type { ReviewInForce } from '@/lib/products/reviews';
import { moveAfter } from './review-move';

const product = (change: Partial<ProductRecord> = {}): ProductRecord => ({
  productId: '1',
  sellerPhone: '254712345678',
  title: 'Dress',
  description: null,
  businessName: null,
  cleanText: 'Dress',
  priceText: null,
  readPrice: null,
  category: null,
  imageUrl: 'https://cdn/1',
  imageExpiresAt: null,
  imageHash: 'a',
  contentHash: 'c',
  s3ImageUrl: null,
  s3ImageHash: null,
  isActive: true,
  qcStatus: 'approved',
  qcContentHash: 'c',
  embeddings: [{ space: 's', contentHash: 'c' }],
  isListed: true,
  ...change,
});
const review = (change: Partial<ReviewInForce> = {}): ReviewInForce => ({
  decision: 'approved',
  source: 'model',
  problems: [],
  note: null,
  ...change,
});

describe('approved', () => {
  test('its picture is stored next', () => {
    const move = moveAfter(product(), review());
    expect(move).toMatchObject({ stage: 'persist', logs: [{ eventType: 'qc_approved' }] });
    expect(move.outcome).toBeUndefined();
  });

  test('with its picture stored already it is done', () => {
    expect(moveAfter(product({ s3ImageHash: 'a' }), review())).toMatchObject({ outcome: 'approved', persisted: true });
  });

  test('with another picture stored, this one is stored next', () => {
    expect(moveAfter(product({ s3ImageHash: 'old' }), review())).toMatchObject({ stage: 'persist' });
  });

  test('by a moderator, without a picture: nothing to store', () => {
    const move = moveAfter(product({ imageHash: null, imageUrl: null }), review({ source: 'moderator' }));
    expect(move).toMatchObject({ outcome: 'approved' });
    expect(move.persisted).toBeUndefined();
  });
});

describe('not approved', () => {
  test.each<[string, Partial<ReviewInForce>, Partial<ProductRecord>, object]>([
    [
      'the first problem is the code; the note is not for the seller',
      { problems: ['weapon', 'other'], note: 'A knife.' },
      {},
      { code: 'weapon', message: 'A person will look at this product.' },
    ],
    [
      'without either it still says something',
      {},
      {},
      { code: 'needs_review', message: 'A person will look at this product.' },
    ],
    [
      'without a picture that is what its seller is told',
      { problems: ['no_product_in_picture'] },
      { imageHash: null },
      { code: 'no_picture' },
    ],
  ])('%s', (_, of, row, problem) => {
    expect(moveAfter(product(row), review({ decision: 'flagged', ...of }))).toMatchObject({
      outcome: 'flagged',
      problem,
    });
  });
});
