import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { jsonForScript, oneLine, productJsonLd } from './metadata';
import type { ProductView } from './product-view.schema';

const PRODUCT = {
  productId: '58264484107632311',
  seller: { id: 'b0d0c2b6-0000-4000-8000-000000000001', name: 'Mama Njeri', proven: false },
  title: 'Ankara dress',
  description: 'Cotton',
  price: { amount: 2500, currency: 'KES' },
  ...{ brand: 'Vlisco', sizes: ['M', 'L'], material: 'cotton' },
} as ProductView;
const PLACE = { url: 'https://soko.example/products/58264484107632311', imageUrl: 'https://soko.example/media/a.jpg' };

const HOSTILE = [
  '</script><script>alert(1)</script>',
  '<!-- <script> --!>',
  '"quoted" \\ back\\slash',
  '\u202eevil\u202c \u2066x\u2069',
  'line\u2028separator\u2029',
  '&lt;b&gt; & ]]>',
  'lone \ud83d surrogate',
];

describe('productJsonLd', () => {
  test('says what is for sale, by whom, for how much', () => {
    expect(productJsonLd(PRODUCT, PLACE)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: 'Ankara dress',
      sku: '58264484107632311',
      url: PLACE.url,
      description: 'Cotton',
      image: [PLACE.imageUrl],
      brand: { '@type': 'Brand', name: 'Vlisco' },
      material: 'cotton',
      size: ['M', 'L'],
      offers: {
        '@type': 'Offer',
        url: PLACE.url,
        price: 2500,
        priceCurrency: 'KES',
        seller: { '@type': 'Organization', name: 'Mama Njeri' },
      },
    });
  });

  test('leaves out what is not known', () => {
    const bare = { ...PRODUCT, description: null, price: null, brand: null, sizes: [], material: null };
    expect(productJsonLd(bare, { ...PLACE, imageUrl: null })).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: 'Ankara dress',
      sku: '58264484107632311',
      url: PLACE.url,
    });
  });
});

describe('jsonForScript', () => {
  test.each(HOSTILE)('keeps %j inside its script, unchanged', (title) => {
    const html = `<body><script type="application/ld+json">${jsonForScript(
      productJsonLd({ ...PRODUCT, title, description: title }, PLACE),
    )}</script><p>after</p></body>`;
    const page = load(html);
    expect(page('script')).toHaveLength(1);
    expect(page('p').text()).toBe('after');
    expect(JSON.parse(page('script').text())).toMatchObject({ name: title, description: title });
  });
});

describe('oneLine', () => {
  test('leaves an ordinary title as it is', () => {
    expect(oneLine('Ankara “maxi” dress <b> & co', 100)).toBe('Ankara “maxi” dress <b> & co');
  });

  test('puts lines together and takes out what turns the text around it', () => {
    expect(oneLine('  Dress\n\n \u202egnp.exe\u202c\u2066\tred ', 100)).toBe('Dress gnp.exe red');
  });

  test('cuts between signs, never within one', () => {
    expect(oneLine('🔥'.repeat(10), 4)).toBe('🔥🔥🔥…');
    expect(oneLine('one two three', 9)).toBe('one two…');
    expect(oneLine('lone \ud83d end', 100).isWellFormed()).toBe(true);
  });
});
