import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { makeEmbeddedProduct } from './products-for-tests';
import { saveEmbeddings } from './save-embeddings';

const db = useTestDatabase();

test('what the picture shows is kept with its vector, and goes with it', async () => {
  const made = await makeEmbeddedProduct(db.prisma, { productId: '7001', sellerPhone: '254711111111' });
  const embedded = {
    productId: '7001',
    cleanText: made.cleanText,
    title: made.title,
    description: made.description,
    businessName: made.businessName,
    space: 'test-space',
    vector: new Float32Array(768),
  };
  const shown = { hash: 'b2', width: 3, height: 4, placeholder: 'data:x' };
  const image = { ...shown, perceptualHash: '0f0f0f0f12345678', colours: ['red', 'black'] };
  const read = () =>
    db.prisma.product.findUniqueOrThrow({
      where: { productId: '7001' },
      select: { imagePerceptualHash: true, imageColours: true },
    });
  expect(await saveEmbeddings(db.prisma, [{ ...embedded, contentHash: 'c1', image }])).toEqual(['7001']);
  expect(await read()).toEqual({ imagePerceptualHash: '0f0f0f0f12345678', imageColours: ['red', 'black'] });
  const changed = { ...embedded, description: 'what the page said before', contentHash: 'c3', image: null };
  expect(await saveEmbeddings(db.prisma, [changed])).toEqual([]);
  await saveEmbeddings(db.prisma, [{ ...embedded, contentHash: 'c2', image: null }]);
  expect(await read()).toEqual({ imagePerceptualHash: null, imageColours: [] });
});
