import { createOTP } from '@better-auth/utils/otp';
import { createUser, removeUser } from '@/lib/platform/auth-users';
import { createDatabase } from '@/lib/platform/db';
import { enterPassword, signIn } from './support/sign-in';
import { expect, expectAccessible, test } from './support/test';

const USER = { email: 'two-factor@soko.example', password: 'a password of some length' };

test('an app is set up, asked for at the next sign-in, and turned off', async ({ page, system }) => {
  const { prisma, close } = createDatabase(system.databaseUrl ?? '');
  try {
    await createUser(prisma, { ...USER, role: 'moderator' });
    await signIn(page, USER);
    await page.goto('/account');
    await page.getByLabel('Your password, to set it up').fill(USER.password);
    await page.getByRole('button', { name: 'Set up' }).click();
    await expect(page.getByAltText('QR code of the secret')).toBeVisible();
    await expectAccessible(page);
    const secret = (await page.locator('code').first().textContent()) ?? '';
    const kept = (await page.locator('li code').first().textContent()) ?? '';
    await page.getByLabel('The six digits that the app shows now').fill('000000');
    await page.getByRole('button', { name: 'Turn on' }).click();
    await expect(page.getByText('That code is not right.')).toBeVisible();
    await page.getByLabel('The six digits that the app shows now').fill(await codeOf(secret));
    await page.getByRole('button', { name: 'Turn on' }).click();
    await expect(page.getByText('On. Signing in asks for a code of your app.')).toBeVisible();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    await enterPassword(page, USER);
    await expect(page.getByLabel('Code')).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Code').fill('000000');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('That code is not right, or is over.')).toBeVisible();
    // Without the phone.
    await page.getByLabel('Code').fill(kept);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/review');

    await page.goto('/account');
    await page.getByLabel('Your password, to turn it off').fill(USER.password);
    await page.getByRole('button', { name: 'Turn off' }).click();
    await expect(page.getByRole('button', { name: 'Set up' })).toBeVisible();
  } finally {
    await removeUser(prisma, USER.email);
    await close();
  }
});

/** As an app reads it: base32. */
function codeOf(secret: string): Promise<string> {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replaceAll('=', '')].map((one) => letters.indexOf(one).toString(2).padStart(5, '0')).join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 2)));
  return createOTP(bytes.join('')).totp();
}
