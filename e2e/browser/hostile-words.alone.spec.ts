import { insertHostileProduct } from './support/hostile-product';
import { collectComplaints, expect, test } from './support/test';

test('shows sellers’ words as words, whatever they are', async ({ page, system }) => {
  const databaseUrl = system.databaseUrl;
  if (databaseUrl === undefined) test.skip(true, 'the system under test does not say where its database is');
  const hostile = {
    productId: '99000000000000000042',
    title: '</script><script>window.hacked=1</script> "q" \' \u202eevil & <img src=x onerror=window.hacked=1>',
    description: '<!--<script>\u2028]]></script><style>*{display:none}</style>',
  };
  const remove = await insertHostileProduct(databaseUrl ?? '', hostile);
  try {
    const complaints = collectComplaints(page);
    await page.goto(`/products/${hostile.productId}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(hostile.title);
    const [json] = await page.locator('script[type="application/ld+json"]').allTextContents();
    expect(JSON.parse(json ?? '')).toMatchObject({
      '@type': 'Product',
      name: hostile.title,
      description: hostile.description,
      offers: { price: 12.5, priceCurrency: 'USD' },
    });
    const og = await page.locator('meta[property="og:title"]').getAttribute('content');
    expect(og).toContain('</script><script>window.hacked=1</script> "q"');
    expect(og).not.toContain('\u202e');
    await expect(page.getByRole('main')).toContainText('USD 12.50');
    await page.goto('/');
    // Among the new ones, and a moment later among those that were viewed.
    await expect(page.getByRole('link', { name: hostile.title }).first()).toBeVisible();
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(complaints).toEqual([]);
  } finally {
    await remove();
  }
});
