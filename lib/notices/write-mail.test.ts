import { describe, expect, test } from 'vitest';
import type { NoticeKind, NoticeView } from './notice';
import { NOTICE_KINDS } from './notice';
import { confirmMail, newsMail } from './write-mail';

const notice = (kind: NoticeKind, change: Partial<NoticeView> = {}): NoticeView => ({
  ...{ kind, at: '2026-11-29T10:00:00.000Z', count: 1, titles: [], detail: {} },
  ...change,
});
const letter = { id: 'mail-1', to: 'amina@shop.example', language: 'en' as const, shop: 'Amina Fabrics' };
const news = (notices: NoticeView[], change: object = {}) =>
  newsMail({
    ...{ ...letter, kind: 'digest', notices, shopUrl: 'https://soko.example/sell/shops/1?lang=en&x' },
    ...{ unsubscribePage: 'https://soko.example/sell/mail/u', unsubscribeUrl: 'https://soko.example/api/mail-links/u' },
    ...change,
  });

describe('what happened', () => {
  test('in one mail, products by their first names', () => {
    const mail = news([
      notice('product_live', { count: 5, titles: ['Kitenge dress', 'Kiondo', 'Shuka'] }),
      notice('product_rejected', { titles: ['Knife'] }),
    ]);
    expect(mail).toMatchObject({ id: 'mail-1', to: letter.to, subject: 'Amina Fabrics: what happened on Soko' });
    expect(mail.text).toContain('5 new products are live');
    expect(mail.text).toContain('“Kitenge dress”, “Kiondo”, “Shuka” and 2 more');
    expect(mail.text).toContain('One product needs you');
    expect(mail.text).toContain('https://soko.example/sell/shops/1?lang=en&x');
    expect(mail.html).toContain('href="https://soko.example/sell/shops/1?lang=en&amp;x"');
    expect(mail.html).toContain('https://soko.example/sell/mail/u');
  });

  test.each(NOTICE_KINDS.flatMap((kind) => (['en', 'sw'] as const).map((language) => [kind, language] as const)))(
    '%s has words in %s',
    (kind, language) => {
      const all = (['interstitial', 'not_found', 'blocked', 'not_understood', 'other'] as const).map((outcome) =>
        notice(kind, { detail: { outcome, upheld: outcome === 'blocked', at: '2026-11-30T18:00:00.000Z' } }),
      );
      const { text, subject } = news(all, { language });
      for (const words of [text, subject]) expect(words).not.toMatch(/notices\.|undefined|\{/);
      if (kind === 'erasure_scheduled') expect(text).toMatch(/30.*2026.*(21|9):00/);
    },
  );
});

describe('sellers’ own words do no harm', () => {
  const EVIL = '<img src=x onerror=alert(1)>"\'&\r\nBcc: everybody@world.example\u202e\u0000';

  test('in the shop’s name', () => {
    const mail = news([notice('shop_proven')], { shop: EVIL });
    expect(mail.subject).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(mail.html).not.toContain('<img');
    expect(news([], { shop: 'x'.repeat(5_000) }).subject.length).toBeLessThan(120);
    expect(news([], { shop: null }).subject).toContain('Your shop');
    expect(news([], { shop: ' \r\n ' }).subject).toContain('Your shop');
  });

  test('in products’ names', () => {
    const { html, text } = news([notice('product_live', { titles: [EVIL] })]);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(text).not.toContain('\nBcc');
  });
});

test('the link that confirms an address says to do nothing if it was not them, and can be ended by nobody', () => {
  const mail = confirmMail({ ...letter, language: 'sw', confirmPage: 'https://soko.example/sell/mail/c' });
  expect(mail.text).toContain('https://soko.example/sell/mail/c');
  expect(mail.text).toContain('Kama si wewe');
  expect(mail.unsubscribeUrl).toBeUndefined();
});
