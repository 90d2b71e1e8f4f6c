import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createAllowList } from '@/lib/platform/safe-fetch/allow-list';
import { readPageTitle, readProductPage } from './product-page';

// Only against a reader that is quadratic: hundreds of texts on a machine that is busy take their time.
vi.setConfig({ testTimeout: 60_000 });

const id = '5826448410763231';
const finalUrl = `https://www.whatsapp.com/product/${id}/254712345678?app_absent=0`;
const read = (head: string, url = finalUrl) =>
  readProductPage(`<!DOCTYPE html><html><head>${head}</head><body></body></html>`, { finalUrl: url, productId: id });
const title = (text: string): string => `<meta property="og:title" content="${text}">`;

describe('readPageTitle', () => {
  test.each([
    ['Shoes from Duka on WhatsApp.', 'Shoes', 'Duka'],
    ['Shoes from Duka on WhatsApp', 'Shoes', 'Duka'],
    ['Shoes from Italy from Mama Njeri’s on WhatsApp.', 'Shoes from Italy', 'Mama Njeri’s'],
    ['Viatu kutoka Duka kwenye WhatsApp.', 'Viatu', 'Duka'],
    ['Chaussures de Duka sur WhatsApp.', 'Chaussures', 'Duka'],
    ['Zapatos de Duka en WhatsApp.', 'Zapatos', 'Duka'],
    ['from Duka on WhatsApp.', null, 'Duka'],
    [' 👟 from 👗 on WhatsApp.', '👟', '👗'],
  ])('%j', (ogTitle, name, businessName) => expect(readPageTitle(ogTitle)).toEqual({ title: name, businessName }));

  test.each(['Shoes', 'Shoes from Duka', 'WhatsApp', '', 'Shoes on WhatsApp.', 'on WhatsApp.'])(
    '%j has no suffix',
    (ogTitle) => {
      expect(readPageTitle(ogTitle)).toBeNull();
    },
  );

  test('takes the business as it is known where names hold "from" themselves', () => {
    expect(readPageTitle('Bag from Gifts from Kenya on WhatsApp.', 'Gifts from Kenya')).toEqual({
      title: 'Bag',
      businessName: 'Gifts from Kenya',
    });
    expect(readPageTitle('Bag from Gifts from Kenya on WhatsApp.', 'Another')).toEqual({
      title: 'Bag from Gifts',
      businessName: 'Kenya',
    });
  });

  test('gives back what any two names were put together from', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((text) => text.trim())
      .filter((text) => text !== '' && !/from|\s{2}|[\r\n\u2028\u2029]/i.test(text));
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(readPageTitle(`${a} from ${b} on WhatsApp.`)).toEqual({ title: a, businessName: b });
      }),
    );
  });
});

describe('readProductPage', () => {
  test.each([
    [
      `${title('Shoes from Duka on WhatsApp.')}`,
      `<meta property="og:description" content="KES 3,500">`,
      `<meta property="og:image" content="https://x.fbcdn.net/a.jpg?a=1&amp;oe=6">`,
    ].join(''),
    [
      `<META CONTENT='Shoes from Duka on WhatsApp.' PROPERTY='og:title'>`,
      `<meta content="KES 3,500" property="og:description"/>`,
      `<meta content='https://x.fbcdn.net/a.jpg?a=1&#38;oe=6' property=og:image>`,
    ].join(''),
    [
      `<script>var a = "<meta property='og:title' content='not this'></head>";`,
      `</script><!-- ${title('nor this')} -->`,
      `<meta name="og:title" content="Shoes from Duka on WhatsApp.">`,
      `<meta name="og:description" content="KES 3,500">`,
      `<meta name="og:image" content=" https://x.fbcdn.net/a.jpg?a=1&oe=6 ">`,
    ].join(''),
    [
      `<meta property="og:title" content="">`,
      `<meta property="og:image" content="">${title('Shoes from Duka on WhatsApp.')}`,
      `${title('WhatsApp')}<meta property="og:description" content="KES 3,500">`,
      `<meta property="og:image" content="https://x.fbcdn.net/a.jpg?a=1&amp;oe=6">`,
    ].join(''),
  ])('reads the tags however they are written (%#)', (head) => {
    expect(read(head)).toEqual({
      kind: 'product',
      page: {
        title: 'Shoes',
        businessName: 'Duka',
        description: 'KES 3,500',
        imageUrl: 'https://x.fbcdn.net/a.jpg?a=1&oe=6',
        statedPrice: null,
      },
    });
  });

  test('decodes entities, emoji included', () => {
    const page = read(
      `${title('Mama&#039;s &amp; Baby&#x27;s &#128095; &quot;A&quot; &lt;b&gt; from D&eacute; on WhatsApp.')}`,
    );
    expect(page).toMatchObject({ page: { title: 'Mama\'s & Baby\'s 👟 "A" <b>', businessName: 'Dé' } });
  });

  test('knows a product that is gone', () => {
    expect(read(title('Page Not Found'))).toEqual({ kind: 'gone' });
    expect(read('<title>Page Not Found</title>')).toEqual({ kind: 'gone' });
    expect(read(title('Page Not Found from Duka on WhatsApp.'))).toMatchObject({ kind: 'product' });
    expect(
      read(`${title('Page Not Found')}<meta property="og:image" content="https://x.fbcdn.net/a.jpg">`),
    ).toMatchObject({ kind: 'product' });
  });

  test.each([
    ['', finalUrl, 'no_product_tags'],
    ['<title>WhatsApp Web</title><meta name="description" content="Log in to WhatsApp Web">', finalUrl, 'login_wall'],
    ['<title>Cookie consent</title>', finalUrl, 'consent_wall'],
    ['', 'https://www.whatsapp.com/consent?x', 'consent_wall'],
    [
      title('WhatsApp | Secure and Reliable Free Private Messaging and Calling'),
      'https://www.whatsapp.com/',
      'redirected_home',
    ],
    [title('Shoes from Duka on WhatsApp.'), 'https://www.whatsapp.com/sw/', 'redirected_home'],
    [title('Shoes from Duka on WhatsApp.'), 'https://www.whatsapp.com/product/1/254712345678', 'another_product'],
    [title('WhatsApp'), finalUrl, 'no_product_tags'],
    [title('WhatsApp Messenger: More than 2 billion'), finalUrl, 'no_product_tags'],
    [title('Something else'), 'https://www.whatsapp.com/catalog/254712345678', 'no_product_tags'],
  ])('%j at %s is no product', (head, url, code) => {
    expect(read(head, url)).toEqual({ kind: 'not_a_product_page', code });
  });

  test('calls an empty page empty', () => {
    expect(readProductPage(' \n', { finalUrl, productId: id })).toEqual({
      kind: 'not_a_product_page',
      code: 'empty_page',
    });
  });

  test.each([
    'javascript:alert(1)',
    '/relative.jpg',
    'data:image/png;base64,AA',
    'https://static.whatsapp.net/rsrc.php/icon.png',
    'not a url',
    `https://x.fbcdn.net/${'a'.repeat(5000)}`,
  ])('takes no picture from %s', (url) => {
    expect(read(`${title('Shoes from Duka on WhatsApp.')}<meta property="og:image" content="${url}">`)).toMatchObject({
      page: { imageUrl: null },
    });
  });

  const picture = 'https://scontent.xx.fbcdn.net/v/a.jpg?stp=1&oe=6925A1B2';
  test.each([
    ['only og:image:url', `<meta property="og:image:url" content="${picture}">`],
    ['only og:image:secure_url', `<meta property="og:image:secure_url" content="${picture}">`],
    [
      'a relative one first',
      `<meta property="og:image" content="/img.jpg"><meta property="og:image" content="${picture}">`,
    ],
    [
      'an icon first',
      `<meta property="og:image" content="https://static.whatsapp.net/rsrc.php/v3/y/icon.png">` +
        `<meta property="og:image" content="${picture}">`,
    ],
    [
      'an icon on the same network first',
      `<meta property="og:image" content="https://static.xx.fbcdn.net/rsrc.php/v3/y/icon.png">` +
        `<meta property="og:image" content="${picture}">`,
    ],
    [
      'one of another host first',
      `<meta property="og:image" content="https://example.com/a.jpg"><meta property="og:image" content="${picture}">`,
    ],
    ['property without a value beside name', `<meta property="" name="og:image" content="${picture}">`],
    ['both property and name', `<meta name="og:image" property="twitter:image" content="${picture}">`],
    ['a tag without content first', `<meta property="og:image"><meta property="og:image" content="${picture}">`],
    ['odd case', `<META NAME='OG:Image ' CONTENT='${picture}'>`],
    ['only twitter:image', `<meta name="twitter:image" content="${picture}">`],
    [
      'og:image after twitter:image',
      `<meta name="twitter:image" content="https://scontent.xx.fbcdn.net/b.jpg">` +
        `<meta property="og:image" content="${picture}">`,
    ],
    ['escaped twice', `<meta property="og:image" content="${picture.replace('&', '&amp;amp;')}">`],
    ['without its scheme', `<meta property="og:image" content="${picture.replace('https:', '')}">`],
    ['plain http', `<meta property="og:image" content="${picture.replace('https:', 'http:')}">`],
    [
      'a broken tag before',
      `<meta property='og:image' content='https://[oops'><meta property="og:image" content="${picture}">`,
    ],
    ['a head that breaks off behind it', `<meta property="og:image" content="${picture}"><meta property="og:im`],
  ])('takes the CDN’s picture: %s', (_, tags) => {
    const { check } = createAllowList({});
    const mayFetch = (url: string) => {
      try {
        return check(url, 'image') !== null;
      } catch {
        return false;
      }
    };
    const page = `<html><head>${title('Shoes from Duka on WhatsApp.')}${tags}`;
    expect(readProductPage(page, { finalUrl, productId: id, mayFetch })).toMatchObject({
      page: { title: 'Shoes', imageUrl: picture },
    });
  });

  test('loses no field to another one that is odd', () => {
    const odd = ['&#xffffffff;', '\ufffd', '%zz', '"<', ' '.repeat(3000), '\0\u0007', '\ud800'];
    const tags = ['og:title', 'og:description', 'og:image', 'product:price:amount', 'twitter:image', 'og:nothing'];
    fc.assert(
      fc.property(fc.constantFrom(...odd), fc.constantFrom(...tags.slice(1)), (value, tag) => {
        const page = `${title('Shoes from Duka on WhatsApp.')}<meta property='${tag}' content='${value}'>`;
        expect(read(`${page}<meta property="og:image" content="${picture}">`)).toMatchObject({
          page: { title: 'Shoes', businessName: 'Duka', imageUrl: picture },
        });
      }),
    );
  });

  test('looks at nothing after the head', () => {
    const body = '<body><meta property="og:image" content="https://x.fbcdn.net/a.jpg"></body>';
    const page = `<head>${title('Shoes from Duka on WhatsApp.')}</head>${body}`;
    expect(readProductPage(page, { finalUrl, productId: id })).toMatchObject({ page: { imageUrl: null } });
  });

  test('never throws, whatever the page', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '<meta property="og:title" content="',
        '">',
        '<',
        '</head>',
        '<script>',
        ' from ',
        ' on WhatsApp.',
        '&#',
        '<!--',
        "'",
      ),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => void readProductPage(parts.join(''), { finalUrl, productId: id })),
      { numRuns: 200 },
    );
  });

  test('finds what counts behind a head full of other things', () => {
    const picture = '<meta property="og:image" content="https://x.fbcdn.net/a.jpg">';
    const tags = title('Shoes from Duka on WhatsApp.') + picture;
    const page = { title: 'Shoes', imageUrl: 'https://x.fbcdn.net/a.jpg' };
    for (const before of [
      '<b>'.repeat(100_000),
      `<link ${'a=b '.repeat(200_000)}>`,
      `<!--${'<'.repeat(500_000)}-->`,
      `<script>${'</scrip>'.repeat(100_000)}</script>`,
      `<meta content="${'&amp;'.repeat(200_000)}">`,
      '<meta property="og:x" content="y">'.repeat(900),
    ])
      expect(read(before + tags)).toMatchObject({ kind: 'product', page });
  });

  test('takes no stated price that is longer than a price', () => {
    const amount = `<meta property="product:price:amount" content="${'0'.repeat(200_000)}1">`;
    const currency = '<meta property="product:price:currency" content="KES">';
    expect(read(title('Shoes from Duka on WhatsApp.') + amount + currency)).toMatchObject({
      page: { statedPrice: null },
    });
  });

  test('reads no more meta tags than any page has', () => {
    expect(read('<meta name=a>'.repeat(1_000) + title('Shoes from Duka on WhatsApp.'))).toMatchObject({
      kind: 'not_a_product_page',
    });
  });

  /** Much larger than a machine gets through within the test's time where any of it is read twice. */
  test.each([
    '<',
    '<b>',
    '<b><i>',
    '<div a=b>',
    '<meta ',
    '<meta>',
    '<meta a=b>',
    '<meta property="og:title" content="a">',
    '<meta content="',
    '<!--',
    '<!---->',
    '<script>',
    '<script></script>',
    '<title>',
    '<title>a</title>',
    '<template>',
    '&amp;',
    '&',
    '&#x1',
    '</',
    '</b>',
    '<a b=',
    ' from ',
    ' on WhatsApp.',
    'whatsapp | ',
    '| ',
    '"',
    "='",
  ])('takes its time on 2 MB of %j in proportion', (unit) => {
    const much = unit.repeat(2_000_000 / unit.length);
    expect(read(much).kind).toMatch(/product/);
    read(`<meta property="og:title" content='${much.replaceAll("'", '')}'>`);
    read(`<title>${much}`);
    read(`<meta ${much}`);
  });
});
