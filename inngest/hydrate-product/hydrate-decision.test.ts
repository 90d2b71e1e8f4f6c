import { describe, expect, test } from 'vitest';
import { contentHash } from '@/lib/products/content-hash';
import type { ProductRecord } from '@/lib/products/product-record';
import type { Page } from '../product-stage/product-source';
import { judgePage, judgePicture, touchesListing } from './hydrate-decision';

const SPACE = 'space-1';
const page: Page = {
  title: 'Dress',
  description: 'Wax print',
  businessName: 'Amina',
  cleanText: 'Dress. Wax print',
  priceAmount: 2500,
  priceCurrency: 'KES',
  priceText: 'KES 2500',
  imageUrl: 'https://cdn/1',
  imageExpiresAt: null,
};
const content = contentHash({ ...page, imageHash: 'a' });

const { priceAmount: _amount, priceCurrency: _currency, ...words } = page;
const stored = (change: Partial<ProductRecord> = {}): ProductRecord => ({
  ...words,
  productId: '1',
  sellerPhone: '254712345678',
  readPrice: { amount: 2500, currency: 'KES', text: 'KES 2500' },
  category: null,
  imageHash: 'a',
  contentHash: content,
  s3ImageUrl: null,
  s3ImageHash: null,
  isActive: true,
  qcStatus: 'approved',
  qcContentHash: content,
  embeddings: [{ space: SPACE, contentHash: change.contentHash ?? content }],
  isListed: true,
  ...change,
});

describe('a page', () => {
  test('like the last one: the picture’s bytes decide, whatever its link', () => {
    expect(judgePage(stored(), { ...page, imageUrl: 'https://cdn/other' }, SPACE)).toEqual({ kind: 'compare-picture' });
    expect(judgePicture(stored(), 'a')).toEqual({ kind: 'unchanged' });
    expect(judgePicture(stored(), 'b')).toEqual({ kind: 'changed', reviewAgain: true });
  });

  test('another price alone changes nothing that was embedded or reviewed', () => {
    expect(judgePage(stored(), { ...page, priceAmount: 99 }, SPACE)).toEqual({ kind: 'compare-picture' });
  });

  test.each<[string, Partial<ProductRecord>, Partial<Page>, boolean]>([
    ['other words', {}, { cleanText: 'Shirt' }, true],
    ['other words where the model does not read', {}, { description: `Wax print${' '.repeat(4_000)}and more` }, true],
    ['another title, the same to the model', {}, { title: 'Dress 🔥' }, true],
    ['another name of the shop', {}, { businessName: 'Cheap pills' }, true],
    ['a picture that was not there', { imageHash: null }, {}, true],
    ['a picture taken away', {}, { imageUrl: null }, true],
    ['never embedded', { contentHash: null, qcContentHash: null, embeddings: [] }, { cleanText: 'New' }, false],
    ['embedded by another model', { embeddings: [{ space: 'space-0', contentHash: content }] }, {}, false],
    ['not reviewed yet', { qcStatus: 'pending' }, {}, false],
    ['reviewed for other content', { qcContentHash: 'older' }, {}, false],
    ['a vector of other words than the row’s', { contentHash: 'x', qcContentHash: 'x' }, {}, true],
  ])('%s', (_, row, change, reviewAgain) => {
    expect(judgePage(stored(row), { ...page, ...change }, SPACE)).toEqual({ kind: 'changed', reviewAgain });
  });

  test('a product without a picture, unchanged, needs no picture compared', () => {
    const hash = contentHash({ ...page, imageHash: null });
    const row = stored({ imageHash: null, contentHash: hash, qcContentHash: hash, qcStatus: 'flagged' });
    expect(judgePage(row, { ...page, imageUrl: null }, SPACE)).toEqual({ kind: 'unchanged' });
  });
});

describe('the listing is looked at again', () => {
  test.each<[string, Partial<ProductRecord>, Partial<Page>, boolean, boolean]>([
    ['not for a live product that is as it was', {}, {}, false, false],
    ['not for one whose price the reviewer settled', { priceText: '2500 now' }, {}, false, false],
    ['for a live product without a price until now', { readPrice: null }, {}, false, true],
    ['for a live product with another price', {}, { priceAmount: 1 }, false, true],
    ['for a live product that must be reviewed again', {}, {}, true, true],
    ['for an approved product that comes back', { isListed: false, isActive: false }, {}, false, true],
    ['not for one that waits for a moderator', { isListed: false, qcStatus: 'flagged' }, {}, false, false],
  ])('%s', (_, row, change, reviewAgain, expected) => {
    expect(touchesListing(stored(row), { ...page, ...change }, reviewAgain)).toBe(expected);
  });
});
