import { CONSOLE_STATES } from './console-states';
import { holdShop } from './held-shop';
import type { Shot } from './shot';
import { expect } from './test';

/** The pages of those who sell and work here, over a shop that has something of everything. */
export async function peopleShots(databaseUrl: string): Promise<Shot[]> {
  const { sellerId, otherSellerId, live, rejected, flagged, holderKey, ownerKey } = await holdShop(databaseUrl);
  const shop = `/sell/shops/${sellerId}`;
  const [moderator, admin] = [{ role: 'moderator' }, { role: 'admin' }] as const;
  return [
    { name: 'sell-shops', path: '/sell', shopKey: ownerKey },
    { name: 'shop', path: shop, shopKey: ownerKey },
    { name: 'shop-holder', path: shop, shopKey: holderKey },
    { name: 'shop-swahili', path: `${shop}?lang=sw`, shopKey: ownerKey, alone: true },
    {
      name: 'shop-change',
      path: `${shop}?state=live`,
      shopKey: ownerKey,
      act: (page) => page.locator(`#p${live}`).getByText('Change', { exact: false }).first().click(),
    },
    { name: 'shop-rejected', path: `${shop}?state=rejected`, shopKey: ownerKey },
    { name: 'shop-prove', path: `${shop}/prove`, shopKey: holderKey },
    { name: 'shop-stranger', path: shop, alone: true },
    { name: 'shop-of-others', path: `/sell/shops/${otherSellerId}`, shopKey: ownerKey },
    { ...moderator, name: 'review', path: '/review' },
    {
      ...moderator,
      name: 'review-reject',
      path: '/review',
      act: async (page) => {
        await page.getByRole('button', { name: /^Reject/ }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    { ...moderator, name: 'review-keys', path: '/review', act: (page) => page.keyboard.press('?') },
    { ...moderator, name: 'review-nothing', path: '/review?reason=violence_or_hate' },
    { ...moderator, name: 'review-product', path: `/review/products/${flagged}` },
    { ...moderator, name: 'review-find', path: `/review/find?q=${live}` },
    { ...moderator, name: 'review-decisions', path: '/review/history' },
    { ...moderator, name: 'review-numbers', path: '/review/numbers' },
    { ...moderator, name: 'review-policy', path: '/review/policy' },
    { ...moderator, name: 'review-second-look', path: '/review/second-look' },
    { ...moderator, name: 'account', path: '/account' },
    { ...moderator, name: 'forbidden', path: '/admin' },
    { ...admin, name: 'admin', path: '/admin', isBusy: true },
    { ...admin, name: 'admin-find', path: '/admin/find?q=nike' },
    { ...admin, name: 'admin-product', path: `/admin/products/${rejected}` },
    { ...admin, name: 'admin-sellers', path: '/admin/sellers' },
    { ...admin, name: 'admin-seller', path: `/admin/sellers/${sellerId}` },
    { ...admin, name: 'admin-syncs', path: '/admin/syncs' },
    { ...admin, name: 'admin-failed', path: '/admin/failed' },
    { ...admin, name: 'admin-work', path: '/admin/work' },
    { ...admin, name: 'admin-model', path: '/admin/model' },
    { ...admin, name: 'admin-prices', path: '/admin/prices' },
    { ...admin, name: 'admin-log', path: '/admin/log' },
    { ...admin, name: 'admin-audit', path: '/admin/audit' },
    { ...admin, name: 'admin-people', path: '/admin/users' },
    { ...admin, name: 'admin-settings', path: '/admin/settings' },
    { ...admin, name: 'admin-policy', path: '/admin/policy' },
    {
      ...admin,
      name: 'admin-policy-edited',
      path: '/admin/policy',
      act: async (page) => {
        await page.getByText('Weapon', { exact: true }).click();
        await page.locator('#reason-weapon-text').fill('Made to hurt people. Never, whatever it is called.');
      },
    },
    { ...admin, name: 'admin-second-looks', path: '/admin/second-looks' },
    ...CONSOLE_STATES,
  ];
}
