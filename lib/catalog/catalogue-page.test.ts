import { describe, expect, test } from 'vitest';
import { outcomeWithoutProducts, type PageEvidence } from './catalogue-page';

const page = (change: Partial<PageEvidence>): PageEvidence => ({
  status: 200,
  finalUrl: 'https://www.whatsapp.com/catalog/254712345678/?app_absent=0',
  title: 'Duka',
  text: '',
  appLinks: 0,
  retryAfterMs: undefined,
  ...change,
});

describe('outcomeWithoutProducts', () => {
  test.each<[Partial<PageEvidence>, object]>([
    [{ appLinks: 1 }, { kind: 'interstitial' }],
    [{ text: 'View Mama Njeri’s catalog on WhatsApp' }, { kind: 'interstitial' }],
    [{ text: 'Don’t have WhatsApp yet? Download' }, { kind: 'interstitial' }],
    [{ appLinks: 1, text: 'Open app. Log in to your account' }, { kind: 'interstitial' }],
    [{ status: 404 }, { kind: 'not_found' }],
    [{ status: 410 }, { kind: 'not_found' }],
    [{ title: 'Page Not Found' }, { kind: 'not_found' }],
    [
      { status: 429, retryAfterMs: 5 },
      { kind: 'blocked', retryAfterMs: 5 },
    ],
    [{ status: 403 }, { kind: 'blocked' }],
    [{ text: 'You’re temporarily blocked' }, { kind: 'blocked' }],
    [{ text: 'Please complete the captcha' }, { kind: 'blocked' }],
    [{ text: 'Log in to WhatsApp Web. Scan the QR code' }, { kind: 'not_understood' }],
    [{ text: 'Allow the use of cookies from WhatsApp on this browser?' }, { kind: 'not_understood' }],
    [{ text: 'Duka letu' }, { kind: 'not_understood' }],
    [{ title: '' }, { kind: 'not_understood', detail: expect.stringContaining('empty') }],
  ])('%j', (change, outcome) => expect(outcomeWithoutProducts(page(change))).toMatchObject(outcome));

  test('keeps the seller’s phone out of what is logged', () => {
    const outcome = outcomeWithoutProducts(page({ text: 'x' }));
    expect(JSON.stringify(outcome)).not.toContain('254712345678');
  });
});
