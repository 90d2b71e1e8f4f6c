import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { catalogueUrl, productUrl } from './link-path';
import { readPastedLinks } from './links';
import { PASTE_LIMITS } from './refusals';

// Only against a reader that is quadratic: hundreds of texts on a machine that is busy take their time.
vi.setConfig({ testTimeout: 60_000 });

const phone = '254712345678';
const id = '58264484107632310';
const understood = (text: string) => {
  const { catalogues, products } = readPastedLinks(text);
  return [...catalogues, ...products.map(({ productId, sellerPhone }) => `${productId}/${sellerPhone}`)];
};
const refusals = (text: string) => readPastedLinks(text).refused.map(({ code }) => code);

describe('catalogue links', () => {
  test.each([
    `https://wa.me/c/${phone}`,
    `http://wa.me/c/${phone}`,
    `wa.me/c/${phone}`,
    `WA.ME/c/${phone}`,
    `HTTPS://WA.ME/C/${phone}/`,
    `www.whatsapp.com/catalog/${phone}`,
    `https://www.whatsapp.com/catalog/${phone}/?app_absent=0`,
    `https://whatsapp.com/catalog/${phone}#x`,
    `https://api.whatsapp.com/catalog/${phone}`,
    `https://web.whatsapp.com/catalog/${phone}`,
    `https://www.whatsapp.com/sw/catalog/${phone}`,
    `https://www.whatsapp.com/en_GB/c/${phone}/?lang=sw`,
    `https://wa.me/c/+${phone}`,
    `https://wa.me/c/%2B${phone}`,
    `https://wa.me/c/+254 712 345 678`,
    `https://wa.me/c/+254-712-345-678.`,
    `https://wa.me/c/254 712345678, karibu`,
    `https://wa.me/c/ ${phone}`.replace('/ ', '/'),
    `https://wa.me/c/00${phone}`,
    `https://wa.me/c/+2540712345678`,
    `https://wa.me/c/\u2066${phone}\u2069`,
    `\u200bhttps://wa.\u200bme/c/${phone}\ufeff`,
    `https://wa.me/c/${phone}.`,
    `https://wa.me/c/${phone}!!!`,
    `*https://wa.me/c/${phone}*`,
    `_wa.me/c/${phone}_`,
    `(https://wa.me/c/${phone})`,
    `<a href="https://wa.me/c/${phone}">duka</a>`,
    `[duka](https://wa.me/c/${phone})`,
    `👉https://wa.me/c/${phone}👈`,
    `duka:wa.me/c/${phone}`,
    `https://wa.me/c/${phone}查看`,
    `https://wa.me//c//${phone}`,
    `//wa.me/c/${phone}`,
    `Follow this link to view our catalog on WhatsApp: https://wa.me/c/${phone}`,
    `Fuata kiungo hiki ili kuona katalogi yetu kwenye WhatsApp:\nhttps://wa.me/c/${phone}\n0722 000 000`,
    `اتبع هذا الرابط لعرض الكتالوج: https://wa.me/c/${phone}؛`,
    `https://wa.me/c/${phone}https://wa.me/c/${phone}`,
  ])('understands %j', (text) => {
    expect(readPastedLinks(text)).toEqual({ catalogues: [phone], products: [], refused: [] });
  });
});

describe('product links', () => {
  test.each([
    `https://wa.me/p/${id}/${phone}`,
    `wa.me/p/${id}/+254 712 345 678`,
    `https://www.whatsapp.com/product/${id}/${phone}/?app_absent=0`,
    `https://www.whatsapp.com/fr/product/${id}/${phone}`,
    `Angalia hii: https://wa.me/p/${id}/${phone}…`,
  ])('understands %j', (text) => {
    expect(readPastedLinks(text)).toEqual({
      catalogues: [],
      products: [{ productId: id, sellerPhone: phone }],
      refused: [],
    });
  });

  test('keeps a 20-digit number and leading zeros as they are', () => {
    expect(understood(`wa.me/p/00000000000000000001/${phone}`)).toEqual([`00000000000000000001/${phone}`]);
  });

  test('takes hundreds in one paste, each once, in order', () => {
    const ids = Array.from({ length: 700 }, (_, index) => String(5_000_000_000_000_000 + index));
    const text = [...ids, ...ids].map((each) => `https://wa.me/p/${each}/${phone}`).join('\n');
    expect(understood(text)).toEqual(ids.map((each) => `${each}/${phone}`));
    expect(refusals(text)).toEqual([]);
  });

  test('takes commas, tabs and table cells between links', () => {
    expect(
      understood(`wa.me/p/1/${phone},wa.me/p/2/${phone};wa.me/p/3/${phone}|wa.me/p/4/${phone}\t"wa.me/p/5/${phone}"`),
    ).toHaveLength(5);
  });

  test('does not take a number after the link for a part of the phone', () => {
    expect(understood(`wa.me/p/1/+254 712 345 678 2 pcs wa.me/c/${phone} 0722`)).toEqual([phone, `1/${phone}`]);
  });
});

describe('refusals', () => {
  test.each([
    [`https://wa.me/${phone}`, 'chat_link'],
    [`wa.me/${phone}?text=Habari`, 'chat_link'],
    [`https://wa.me/+${phone}.`, 'chat_link'],
    [`https://api.whatsapp.com/send?phone=${phone}`, 'chat_link'],
    ['https://wa.me/message/ABCDEF1234567', 'message_link'],
    ['https://wa.me/qr/ABCDEF', 'message_link'],
    ['https://chat.whatsapp.com/AbCdEf', 'group_link'],
    ['chat.whatsapp.com/AbCdEf', 'group_link'],
    ['https://whatsapp.com/channel/0029Va', 'channel_link'],
    ['https://www.whatsapp.com/', 'not_a_catalogue_link'],
    ['https://www.whatsapp.com/business/', 'not_a_catalogue_link'],
    ['https://wa.me/c/', 'catalogue_without_phone'],
    [`https://wa.me/p/${id}`, 'product_without_phone'],
    [`https://wa.me/p/abc/${phone}`, 'bad_product_id'],
    [`https://wa.me/p/123456789012345678901/${phone}`, 'product_id_too_long'],
    ['https://wa.me/c/0712345678', 'phone_not_international'],
    ['https://wa.me/c/12345', 'bad_phone'],
    ['https://wa.me/c/1234567890123456', 'bad_phone'],
    [`https://wa.me/c/${phone}abc`, 'bad_phone'],
    [`https://wa.me/c/${phone}@evil.com`, 'bad_phone'],
    ['https://wa.me/c/%E0%A4%A', 'bad_phone'],
    ['https://bit.ly/3abc', 'short_link'],
    ['wa.link/abc', 'short_link'],
    ['https://jumia.co.ke/viatu', 'other_host'],
    ['jumia.co.ke/viatu', 'other_host'],
    ['www.jumia.co.ke', 'other_host'],
    [`https://wa.me@evil.com/c/${phone}`, 'suspicious_link'],
    [`https://wa.me:443@evil.com/c/${phone}`, 'suspicious_link'],
    [`https://evil.com\\@wa.me/c/${phone}`, 'suspicious_link'],
    [`https://wa.me.evil.com/c/${phone}`, 'suspicious_link'],
    [`https://evil-wa.me/c/${phone}`, 'suspicious_link'],
    [`https://wа.me/c/${phone}`, 'suspicious_link'],
    [`https://xn--w-7sb.me/c/${phone}`, 'suspicious_link'],
    [`https://whatsapp.com.evil.com/catalog/${phone}`, 'suspicious_link'],
    [`https://wa.me:8443/c/${phone}`, 'suspicious_link'],
    [`http://127.0.0.1/c/${phone}`, 'other_host'],
    [`http://[::1]/c/${phone}`, 'suspicious_link'],
    ['https://', 'suspicious_link'],
    [`ftp://wa.me/c/${phone}`, 'other_host'],
    ['file:///etc/passwd', 'other_host'],
    [`10.0.0.1/c/${phone}`, 'other_host'],
    [`127.0.0.1:4010/c/${phone}`, 'other_host'],
    [`whatsapp://catalog?phone=${phone}`, 'not_a_catalogue_link'],
    [`https://l.facebook.com/l.php?u=https%3A%2F%2Fwa.me%2Fc%2F${phone}`, 'short_link'],
    [`https://wa.me/c/${'1'.repeat(3000)}`, 'link_too_long'],
    ['0712 345 678', 'phone_only'],
    ['+254712345678', 'phone_only'],
    ['Habari, nauza viatu', 'no_link'],
    ['', 'no_link'],
  ])('%j is a %s', (text, code) => {
    const read = readPastedLinks(text);
    expect(read).toMatchObject({ catalogues: [], products: [], refused: [{ code }] });
    expect(read.refused[0]?.message.length).toBeGreaterThan(20);
  });

  test('refuses one by one and takes the rest', () => {
    const read = readPastedLinks(
      `wa.me/c/${phone} https://evil.com/x wa.me/${phone} https://evil.com/x e.g. 3.5/= and/or a.b@c.com`,
    );
    expect(read.catalogues).toEqual([phone]);
    expect(read.refused.map(({ text, code }) => [text, code])).toEqual([
      ['https://evil.com/x', 'other_host'],
      [`wa.me/${phone}`, 'chat_link'],
    ]);
  });

  test('stops at a bound and says so', () => {
    const many = Array.from({ length: 5_001 }, (_, index) => `wa.me/p/${index}/${phone}`).join(' ');
    const read = readPastedLinks(many);
    expect(read.products).toHaveLength(5_000);
    expect(read.refused).toMatchObject([{ code: 'too_many_links' }]);
    const junk = Array.from({ length: 500 }, (_, index) => `https://x${index}.com/`).join(' ');
    const after = readPastedLinks(`${junk} wa.me/c/${phone}`);
    expect(after.refused).toHaveLength(100);
    expect(after.catalogues).toEqual([phone]);
  });
});

describe('limits of one paste', () => {
  const phones = (count: number) => Array.from({ length: count }, (_, i) => `2547${String(i).padStart(8, '0')}`);

  test('takes the first catalogues and refuses every other by name', () => {
    const all = phones(150);
    const read = readPastedLinks(all.map((phone) => `https://wa.me/c/${phone}`).join('\n'));
    expect(read.catalogues).toEqual(all.slice(0, PASTE_LIMITS.catalogues));
    expect(read.refused.map(({ text, code }) => [text, code])).toEqual(
      all.slice(PASTE_LIMITS.catalogues).map((phone) => [`https://wa.me/c/${phone}`, 'too_many_catalogues']),
    );
  });

  test('takes the first sellers, with every product of theirs', () => {
    const all = phones(60);
    const twice = [...all, ...all].map((phone, i) => `wa.me/p/${i + 1}/${phone}`);
    const read = readPastedLinks(twice.join(' '));
    expect(new Set(read.products.map(({ sellerPhone }) => sellerPhone)).size).toBe(PASTE_LIMITS.sellers);
    expect(read.products).toHaveLength(2 * PASTE_LIMITS.sellers);
    expect(read.refused).toHaveLength(20);
    expect(new Set(read.refused.map(({ code }) => code))).toEqual(new Set(['too_many_sellers']));
  });

  test('says when more was left over than it names', () => {
    const { refused } = readPastedLinks(
      phones(5_000)
        .map((phone) => `wa.me/c/${phone}`)
        .join(' '),
    );
    expect(refused).toHaveLength(1_001);
    expect(refused.at(-1)).toMatchObject({ text: '', code: 'more_refused' });
  });

  test('can be wider', () => {
    const limits = { catalogues: 100, sellers: 100, links: 100 };
    const text = phones(101).map((phone) => `wa.me/c/${phone}`);
    const read = readPastedLinks(text.join(' '), { limits });
    expect(read.catalogues).toHaveLength(100);
    expect(read.refused).toMatchObject([{ code: 'too_many_links' }]);
  });
});

describe('another origin', () => {
  const whatsappOrigin = 'http://127.0.0.1:4010';
  const read = (text: string) => readPastedLinks(text, { whatsappOrigin });

  test('is understood beside WhatsApp’s own', () => {
    const origin = '127.0.0.1:4010';
    const links = [`http://${origin}/c/`, `${origin}/p/1/`, `http://${origin}/product/2/`, 'wa.me/p/3/'];
    const text = links.map((link) => link + phone).join(' ');
    expect(read(text)).toMatchObject({
      catalogues: [phone],
      products: [{ productId: '1' }, { productId: '2' }, { productId: '3' }],
      refused: [],
    });
  });

  test('is meant with its port', () => {
    expect(read(`http://127.0.0.1:4011/c/${phone}`).refused).toMatchObject([{ code: 'other_host' }]);
  });
});

describe('any text', () => {
  test('never throws, and what it understands has the right shape', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'https://wa.me/c/',
        'wa.me/p/',
        'https://',
        '254712345678',
        '/',
        ' ',
        '@',
        '%',
        '\u200b',
        'whatsapp.com/',
        '+',
        '\\',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const read = readPastedLinks(parts.join(''));
        for (const each of read.catalogues) expect(each).toMatch(/^[1-9]\d{6,14}$/);
        for (const each of read.products) {
          expect(each.productId).toMatch(/^\d{1,20}$/);
          expect(each.sellerPhone).toMatch(/^[1-9]\d{6,14}$/);
        }
        expect(read.catalogues.length + read.products.length + read.refused.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  test('finds a link wherever it stands among words', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'é', '鞋', '!', ' ', '\n', '👟', 'ش'), maxLength: 20 });
    fc.assert(
      fc.property(words, words, (before, after) => {
        expect(understood(`${before} https://wa.me/c/${phone} ${after}`)).toEqual([phone]);
      }),
    );
  });

  test.each(['a', '/', 'a.', 'wa.me/', '1 ', '/c/1 ', 'https://', '(', '%', '@', '\u200b', 'wa.me/c/254 '])(
    'takes time in proportion to its length: 200 kB of %j',
    (unit) => {
      // A quadratic reader takes minutes here and runs into the test's time limit.
      readPastedLinks(unit.repeat(200_000 / unit.length));
    },
  );

  test('reads back every URL that Soko builds', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,20}$/), fc.stringMatching(/^[1-9]\d{6,14}$/), (productId, sellerPhone) => {
        fc.pre(!sellerPhone.startsWith('2540') && !sellerPhone.startsWith('00'));
        const product = productUrl('https://wa.me', productId, sellerPhone);
        const text = `${catalogueUrl('https://wa.me/', sellerPhone)} ${product}`;
        expect(readPastedLinks(text)).toEqual({
          catalogues: [sellerPhone],
          products: [{ productId, sellerPhone }],
          refused: [],
        });
      }),
    );
  });
});
