import type { Page } from '@playwright/test';
import type { Shot } from './shot';
import { expect, listensToKeys } from './test';

// What happens around the consoles that no page of theirs brings about. Each ends with its page: others of the same
// browser see nothing of it.

const BROKEN = { status: 500, json: { error: { code: 'unexpected', message: 'Something went wrong on our side.' } } };
const SIGNED_OUT = { status: 401, json: { error: { code: 'sign_in_required', message: 'Sign in to do this.' } } };

async function answers(page: Page, path: string, answer: typeof BROKEN): Promise<void> {
  await page.route(path, (route) => route.fulfill(answer));
}

/** This page alone has lost its connection. */
export async function loseConnection(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Network.enable');
  const none = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await browser.send('Network.emulateNetworkConditions', { offline: true, ...none });
}

const desk = { path: '/review', role: 'moderator', isBusy: true } as const;

/** The desk and the overview while they cannot show what is so, and say it. */
export const CONSOLE_STATES: Shot[] = [
  {
    ...desk,
    name: 'review-stale',
    act: async (page) => {
      await listensToKeys(page);
      await answers(page, '**/api/review/watch', BROKEN);
      await expect(page.getByText(/^Not up to date, last heard/)).toBeVisible();
    },
  },
  {
    ...desk,
    name: 'review-offline',
    act: async (page) => {
      await listensToKeys(page);
      await loseConnection(page);
      await expect(page.getByText(/^Offline, last heard/)).toBeVisible();
    },
  },
  {
    ...desk,
    name: 'review-signed-out',
    act: async (page) => {
      await listensToKeys(page);
      await answers(page, '**/api/review/watch', SIGNED_OUT);
      await expect(page.getByText(/^You are signed out\./)).toBeVisible();
    },
  },
  {
    ...desk,
    name: 'review-less-known',
    act: async (page) => {
      await answers(page, '**/api/review/items/*', BROKEN);
      await page.reload();
      await expect(page.getByText('What else is known could not be loaded.')).toBeVisible();
    },
  },
  {
    name: 'admin-stale',
    path: '/admin',
    role: 'admin',
    isBusy: true,
    act: async (page) => {
      await answers(page, '**/api/admin/overview', BROKEN);
      await expect(page.getByText('These figures are not fresh')).toBeVisible();
    },
  },
];
