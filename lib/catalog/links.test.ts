import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { withoutTrunkZero } from '@/lib/platform/phone-plans';
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
    ['https://l.facebook.com/l.php?h=AT0', 'short_link'],
    ['https://l.facebook.com/l.php?u=ATPgN4714jAK8onOKX2G&h=ATNQ', 'short_link'],
    ['https://www.lnkd.in/abc', 'short_link'],
    ['https://business.whatsapp.com/products/platform-pricing', 'not_a_catalogue_link'],
    ['call.whatsapp.com/video/abc', 'not_a_catalogue_link'],
    ['https://faq.whatsapp.com/1234', 'not_a_catalogue_link'],
    ['https://web.whatsapp.com/', 'not_a_catalogue_link'],
    ['https://static.whatsapp.net/rsrc.php/a.png', 'not_a_catalogue_link'],
    [`https://evil-business-whatsapp.com/c/${phone}`, 'suspicious_link'],
    [`1wa.me/c/${phone}`, 'suspicious_link'],
    [`https://wa.me.co/c/${phone}`, 'suspicious_link'],
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

describe('phones in groups', () => {
  const whole: [string, string][] = [
    ['+55 11 91234 5678', '5511912345678'],
    ['+55 (11) 91234-5678', '5511912345678'],
    ['+86 138 1234 5678', '8613812345678'],
    ['+254 0712 345 678', '254712345678'],
    ['+254 (0) 712 345 678', '254712345678'],
    ['(+254) 712-345-678', '254712345678'],
    ['254.712.345.678', '254712345678'],
    ['254\u00a0712\u2009345\u202f678', '254712345678'],
    ['254\u2011712\u2013345\u2212678', '254712345678'],
    ['+254  712  345  678', '254712345678'],
    ['254_712_345_678', '254712345678'],
    ['254·712·345·678', '254712345678'],
    ['\u202a+254 712 345 678\u202c', '254712345678'],
    ['＋２５４ ７１２ ３４５ ６７８', '254712345678'],
    ['٢٥٤٧١٢٣٤٥٦٧٨', '254712345678'],
    ['%2B254%20712%20345%20678', '254712345678'],
    ['+254%C2%A0712%C2%A0345%C2%A0678', '254712345678'],
    ['00254 712 345 678', '254712345678'],
    ['+44 (0)7911 123456', '447911123456'],
    ['+27 082 123 4567', '27821234567'],
    ['+1 (212) 555-0123', '12125550123'],
    ['+234 803 123 4567', '2348031234567'],
    ['+91 98765 43210', '919876543210'],
    ['+49 151 2345 6789', '4915123456789'],
    ['+225 07 12 34 56 78', '2250712345678'],
    ['+39 347 123 4567', '393471234567'],
    ['+52 1 55 1234 5678', '5215512345678'],
    ['+54 9 11 1234-5678', '5491112345678'],
    ['+62 812-3456-7890', '6281234567890'],
    ['+33 6 12 34 56 78', '33612345678'],
    ['+974 0 5512 3456', '97455123456'],
    ['+001-(212)5550123', '12125550123'],
  ];
  test.each(whole)('%j is read whole', (written, read) => {
    for (const after of ['', ' ', '.', ' karibu', '\n3 items', ' *', ' wa.me/c/447911123456', '…']) {
      const { catalogues, refused } = readPastedLinks(`https://wa.me/c/${written}${after}`);
      expect([catalogues[0], refused]).toEqual([read, []]);
    }
    expect(understood(`wa.me/p/${id}/${written}`)).toEqual([`${id}/${read}`]);
  });

  test.each(whole)('%j is never read as another one with digits behind it', (written, read) => {
    for (const after of [' 3 items', ' 2 pcs', '. 0722 000 000', ' 1500/=', ' 12', '-2 left', ' (3)', ' 12 34 56 78']) {
      const { catalogues, refused } = readPastedLinks(`https://wa.me/c/${written}${after}`);
      expect([[read], []]).toContainEqual(catalogues);
      expect(catalogues.length + refused.length).toBe(1);
    }
  });

  test.each([
    [`wa.me/c/${phone} 3 items`, [phone]],
    [`wa.me/c/${phone}. 0722 000 000`, [phone]],
    ['wa.me/c/447911123456 10 pcs', ['447911123456']],
    ['wa.me/c/+254 712 345 678 2 pcs', [phone]],
  ])('%j ends where the phone does', (text, read) => {
    expect(readPastedLinks(text)).toMatchObject({ catalogues: read, refused: [] });
  });

  test.each([
    ['wa.me/c/551112345678 3 wa.me/c/1', 'bad_phone'],
    ['wa.me/c/+49 30 1234 5678', 'phone_end_unclear'],
    ['wa.me/c/+39 06 6982 1234', 'phone_end_unclear'],
    ['wa.me/c/+254 712 345', 'bad_phone'],
    ['wa.me/c/25471234567 3 pcs', 'bad_phone'],
    ['wa.me/c/2547123456 12', 'bad_phone'],
    ['wa.me/c/0712 345 678', 'phone_not_international'],
    ['wa.me/c/2547123…', 'bad_phone'],
    ['wa.me/c/2547123...', 'bad_phone'],
    ['wa.me/c/2547123\n45678', 'bad_phone'],
    ['wa.me/c/2547123,45678', 'bad_phone'],
    ['wa.me/c/254712345 + 678', 'bad_phone'],
    ['wa.me/c/254712345~678', 'bad_phone'],
    ['wa.me/c/2547123%E2%80%A6', 'bad_phone'],
    ['wa.me/p/1/+254 712 3', 'bad_phone'],
  ])('%j is refused', (text, code) => {
    expect(readPastedLinks(text)).toMatchObject({ products: [] });
    expect(refusals(text)).toContain(code);
  });

  test('any phone, however grouped and whatever follows, is read whole or refused', () => {
    const groups = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom(' ', '-', '.', '\u00a0', ' (', ') ')),
      {
        maxLength: 6,
      },
    );
    const after = fc.oneof(
      fc.constant(''),
      fc
        .tuple(fc.constantFrom(' ', '. ', ' - ', '\n'), fc.nat(99_999), fc.constantFrom('', ' pcs', '/='))
        .map((all) => all.join('')),
    );
    const written = fc.constantFrom(...whole.map(([, read]) => read));
    fc.assert(
      fc.property(written, groups, fc.constantFrom('', '+', '00'), after, (read, cuts, start, rest) => {
        let [text, left] = ['', read];
        for (const [length, separator] of cuts) {
          if (left.length <= length + 1) break;
          text += left.slice(0, length) + separator;
          left = left.slice(length);
        }
        const { catalogues, refused } = readPastedLinks(`https://wa.me/c/${start}${text}${left}${rest}`);
        expect(catalogues.length === 0 ? [read] : catalogues).toEqual([read]);
        expect(catalogues.length + refused.length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('links within links', () => {
  const target = `https%3A%2F%2Fwa.me%2Fc%2F${phone}`;
  test.each([
    `https://l.wl.co/l?u=${target}`,
    `l.wl.co/l?u=${target}`,
    `https://l.facebook.com/l.php?u=${target}%3Ffbclid%3DIwAR0&h=AT0&s=1`,
    `https://l.facebook.com/l.php?u=https://wa.me/c/${phone}&h=AT0`,
    `https://lm.facebook.com/l.php?u=${target}`,
    `https://l.instagram.com/?u=${target}&e=AT0`,
    `https://www.facebook.com/flx/warn/?u=${target}`,
    `https://www.google.com/url?q=${target}&sa=D`,
    `https://www.google.co.ke/url?sa=t&url=${target}`,
    `https://www.google.com/amp/s/wa.me/c/${phone}`,
    `https://googleweblight.com/i?u=${target}`,
    `https://t.me/iv?url=${target}&rhash=1`,
    `https://eur02.safelinks.protection.outlook.com/?url=${target}&data=05`,
    `https://slack-redir.net/link?url=${target}`,
    `https://www.linkedin.com/redir/redirect?url=${target}`,
    `https://www.youtube.com/redirect?event=video&q=${target}`,
    `https://out.reddit.com/t3_1?url=${target}`,
    `https://vk.com/away.php?to=${target}`,
    `https://href.li/?https://wa.me/c/${phone}`,
    `https://l.wl.co/l?u=wa.me/c/${phone}`,
    `https://l.wl.co/l?u=https%253A%252F%252Fwa.me%252Fc%252F${phone}`,
    `https://l.wl.co/l?u=${target.replace('c%2F', 'c%2F%2B')}`,
    `https://l.wl.co/l?u=https://wa.me/c/+254 712 345 678`,
    `https://l.facebook.com/l.php?u=${encodeURIComponent(`https://l.wl.co/l?u=${encodeURIComponent(`https://www.google.com/url?q=${target}`)}`)}`,
    target,
  ])('are read from their text: %j', (text) => {
    expect(readPastedLinks(text)).toEqual({ catalogues: [phone], products: [], refused: [] });
  });

  test.each([
    [`https://l.wl.co/l?u=https%3A%2F%2Fwa.me.evil.com%2Fc%2F${phone}`, 'suspicious_link'],
    [`https://l.wl.co/l?u=https%3A%2F%2Fwa.me%40evil.com%2Fc%2F${phone}`, 'suspicious_link'],
    [`https://l.wl.co/l?u=https%3A%2F%2Fwa.me%2F${phone}`, 'chat_link'],
    ['https://l.wl.co/l?u=https%3A%2F%2Fjumia.co.ke%2Fviatu', 'other_host'],
    ['https://l.wl.co/l?u=https%3A%2F%2Fbit.ly%2F3abc', 'short_link'],
    [`https://evil.com/l.php?u=${target}`, 'other_host'],
    [`https://l.wl.co.evil.com/l?u=${target}`, 'other_host'],
    [`https://wa.me@l.wl.co/l?u=${target}`, 'suspicious_link'],
    ['https://www.facebook.com/mamanjeri', 'other_host'],
    [`https://l.wl.co/l?u=${'https%3A%2F%2Fl.wl.co%2Fl%3Fu%3D'.repeat(40)}`, 'short_link'],
  ])('are checked like any other: %j is a %s', (text, code) => {
    expect(readPastedLinks(text)).toMatchObject({ catalogues: [], products: [], refused: [{ code }] });
  });
});

describe('what clings to a link', () => {
  test.each([
    `https://wa.me/c/%E2%80%AA${phone}%E2%80%AC`,
    `https://wa.me/c/${phone}&text=Hi`,
    `https://wa.me/c/${phone}%20Karibu`,
    `https://wa.me/c/${phone}%20Karibu%2012`,
    `https://wa.me/c/${phone}%0AKaribu`,
    `https://wa.me/c/${phone}%F0%9F%91%9F`,
    `https://wa.me/c/${phone}👟👟`,
    `https://wa.me/c/${phone}%E2%80`,
    `https://wa.me/c/${phone}.Karibu`,
    `https:/wa.me/c/${phone}`,
    `https：//wa.me/c/${phone}`,
    `https//wa.me/c/${phone}`,
    `https//:wa.me/c/${phone}`,
    `hhttps://wa.me/c/${phone}`,
    `ttps://wa.me/c/${phone}`,
    `htps://wa.me/c/${phone}`,
    `https;//wa.me/c/${phone}`,
    `https:///wa.me/c/${phone}`,
    `https: //wa.me/c/${phone}`,
    `https:// wa.me/c/${phone}`,
    `https:\\/\\/wa.me\\/c\\/${phone}`,
    `https:wa.me/c/${phone}`,
    `[duka](https://wa.me/c/${phone})`,
    `<https://wa.me/c/${phone}>`,
    `“https://wa.me/c/${phone}”`,
    `~https://wa.me/c/${phone}~`,
    `\`\`\`https://wa.me/c/${phone}\`\`\``,
    `**https://wa.me/c/${phone}**`,
    `https://wa.me/c/${phone}wa.me/c/${phone}`,
    `1.wa.me/c/${phone}`,
    `1)wa.me/c/${phone}`,
    `•wa.me/c/${phone}`,
    `#2.wa.me/c/${phone}`,
    `a.wa.me/c/${phone}`,
    `12. wa.me/c/${phone}`,
    `3.www.whatsapp.com/catalog/${phone}`,
    `1.https://wa.me/c/${phone}`,
    `http://1.wa.me/c/${phone}`,
    `Karibu duka.wa.me/c/${phone}`,
    `1.wa.me/c/${phone}\n2.wa.me/c/${phone}\n3.wa.me/c/${phone}`,
  ])('is not a part of it: %j', (text) => {
    expect(readPastedLinks(text)).toEqual({ catalogues: [phone], products: [], refused: [] });
  });

  test('numbered products are all taken', () => {
    expect(understood(`1.wa.me/p/11/${phone}\n2.wa.me/p/12/${phone}\n10.wa.me/p/13/${phone}`)).toEqual(
      ['11', '12', '13'].map((each) => `${each}/${phone}`),
    );
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
        fc.pre(withoutTrunkZero(sellerPhone) === sellerPhone);
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

test.each([
  ['0712 345 678', '254712345678'],
  ['(0712) 345-678', '254712345678'],
  ['0112345678', '254112345678'],
  ['712345678', '254712345678'],
  ['+254712345678', '254712345678'],
  ['+254 0712 345 678', '254712345678'],
  ['00254712345678', '254712345678'],
  ['255 754 123 456', '255754123456'],
  ['0712 345 67', null],
  ['123456', null],
  ['+999 712 345 678', null],
  ['0712345678 shoes', null],
  ['0712345678 0722000111', null],
])('the number %j alone is a phone whose catalogue may be meant: %j', (text, typedPhone) => {
  expect(readPastedLinks(text).typedPhone ?? null).toBe(typedPhone);
});

test('a number beside a link is not taken for one', () => {
  expect(readPastedLinks(`0712345678 https://wa.me/c/${phone}`).typedPhone).toBeUndefined();
});
