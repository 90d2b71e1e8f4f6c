import { expect, expectAccessible, test } from './support/test';

test.describe('a browser that speaks Swahili', () => {
  test.use({ locale: 'sw-KE' });

  test('is answered in Swahili, and in English once its person asks for it', async ({ page }) => {
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('lang', 'sw');
    await expect(page.getByRole('heading', { level: 1, name: 'Umeiona mahali? Jua anayeiuza.' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Bidhaa mpya zaidi' })).toContainText(/Ksh\s?[\d,]+/i);
    await page.goto('/sell');
    await page.getByLabel('Bandika kiungo cha katalogi yako').fill('https://wa.me/254712345678');
    await expect(page.getByText('Kiungo hiki kinafungua mazungumzo nawe, si katalogi yako.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'English' }).first().click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1, name: 'Seen it somewhere? Find who sells it.' })).toBeVisible();
  });

  test('finds the consoles in English', async ({ page, signInAs }) => {
    await signInAs('moderator');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  });
});

test('a seller reads their products’ progress in Swahili', async ({ page, system }) => {
  await page.goto(`/sell/${system.syncIds[0]}?lang=sw`);
  await expect(page.getByRole('heading', { level: 1, name: 'Bidhaa 3 bado hazionekani' })).toBeVisible();
  await expect(page.getByText('Wanunuzi wanaweza kuipata sasa.').first()).toBeVisible();
});
