import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startServiceWorker } from '@/app/offline/service-worker-for-tests';
import { pasteAddress } from './shared-words';

const CATALOGUE = 'https://wa.me/c/254712345678';
const SHARED: Record<string, string>[] = [
  {},
  { title: '  ', text: '' },
  { text: CATALOGUE },
  { title: 'Mama Njeri', text: `See my catalogue: ${CATALOGUE}`, url: CATALOGUE },
  { url: CATALOGUE, text: CATALOGUE },
  { text: `${'bei nafuu 👗 '.repeat(300)}${CATALOGUE}` },
  { text: 'x'.repeat(5_000) },
  { text: '👗'.repeat(5_000) },
  { text: '\ud800 &text=<script>#\n' },
];
const textOf = (address: string) => new URL(address, 'https://soko.example').searchParams.get('text') ?? '';

describe('where shared words go', () => {
  test('to the box on /sell, the link first', () => {
    expect(textOf(pasteAddress(new Map([['text', CATALOGUE]])))).toBe(CATALOGUE);
    const all = new Map(Object.entries({ title: 'Mama Njeri', text: 'Bei nafuu', url: CATALOGUE }));
    expect(textOf(pasteAddress(all))).toBe(`${CATALOGUE}\nBei nafuu\nMama Njeri`);
  });

  test('home, when there are none', () => {
    expect(pasteAddress(new Map([['title', ' ']]))).toBe('/');
  });

  test('in an address that is read, and never with half a link', () => {
    const links = fc.array(fc.constant(CATALOGUE), { maxLength: 120 }).map((many) => many.join(' '));
    fc.assert(
      fc.property(links, fc.string({ unit: 'grapheme', maxLength: 3_000 }), (text, title) => {
        const address = pasteAddress(new Map(Object.entries({ text, title })));
        expect(address.length).toBeLessThanOrEqual(1_800);
        for (const [link] of textOf(address).matchAll(/https:\/\/wa\.me\/c\/\d*/g)) expect(link).toBe(CATALOGUE);
      }),
    );
  });

  test.each(SHARED)('by the service worker as by the server: %j', async (fields) => {
    const { share } = await startServiceWorker();
    const { location } = await share(fields);
    expect(location).toBe(pasteAddress(new Map(Object.entries(fields))));
  });
});
