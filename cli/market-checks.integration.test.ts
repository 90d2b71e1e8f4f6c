import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { checkContact, checkListing } from './market-checks';

const { prisma: db, url: DATABASE_URL } = useTestDatabase({ emptyBeforeEach: true });
const PHONE = '254712345678';

test.each([
  ['proven', 'ownershipProvenAt'],
  ['approved', 'approvedAt'],
] as const)('LISTING_POLICY=%s warns while nothing can go live', async (LISTING_POLICY, column) => {
  const look = () => checkListing({ DATABASE_URL, LISTING_POLICY });
  expect(await look()).toMatchObject({ state: 'note', remedy: expect.stringContaining('LISTING_POLICY=open') });
  await makeEmbeddedProduct(db, { productId: '1', sellerPhone: PHONE });
  expect(await look()).toMatchObject({ state: 'note' });
  await db.product.updateMany({ data: { qcStatus: 'approved' } });
  expect(await look()).toMatchObject({ state: 'problem', detail: expect.stringContaining('1 approved products wait') });
  await db.seller.updateMany({ data: { [column]: new Date() } });
  expect(await look()).toMatchObject({ state: 'ok', detail: expect.stringContaining('1 so far') });
});

test('an open market needs nobody’s proof, and a database that is away is no problem of this check', async () => {
  expect(await checkListing({ DATABASE_URL, LISTING_POLICY: 'open' })).toMatchObject({ state: 'ok' });
  const away = 'postgresql://nobody@127.0.0.1:1/none';
  expect(await checkListing({ DATABASE_URL: away, LISTING_POLICY: 'proven' })).toMatchObject({ state: 'note' });
});

test('whom people may write to', () => {
  expect(checkContact({ CONTACT_EMAIL: undefined, CONTACT_WHATSAPP: undefined })).toMatchObject({ state: 'note' });
  expect(checkContact({ CONTACT_EMAIL: 'soko@example.com', CONTACT_WHATSAPP: PHONE })).toEqual({
    state: 'ok',
    detail: `people write to soko@example.com and +${PHONE}`,
  });
});
