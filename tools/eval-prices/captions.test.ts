import { describe, expect, test } from 'vitest';
import { parseCaptions, readCaptions } from './captions';

const line = (change: object): string =>
  JSON.stringify({
    phone: '254700000000',
    country: 'KE',
    language: 'english',
    kind: 'plain',
    text: 'Secret caption\nKsh 2,500',
    price: { amount: 2500, currency: 'KES' },
    ...change,
  });

describe('parseCaptions', () => {
  test('reads one a line, with a price or none', () => {
    const captions = parseCaptions(`${line({})}\n${line({ kind: 'none', price: null })}\n`);
    expect(captions.map(({ price }) => price)).toEqual([{ amount: 2500, currency: 'KES' }, null]);
  });

  test.each([
    ['not JSON', 'Secret caption', 'the line'],
    ['no price and no null', line({ price: undefined }), 'price'],
    ['an amount in words', line({ price: { amount: '2,500', currency: 'KES' } }), 'price.amount'],
    ['a phone with a plus', line({ phone: '+254700000000' }), 'phone'],
    ['a kind that is not counted', line({ kind: 'easy' }), 'kind'],
  ])('refuses %s, without telling the caption', (_, wrong, field) => {
    expect(() => parseCaptions(`${line({})}\n${wrong}`)).toThrow(`Line 2 is not a caption: see ${field}.`);
  });
});

describe('the two halves', () => {
  test('hold 150 captions each, of like proportions, none in both', async () => {
    const [open, heldBack] = await Promise.all([readCaptions('open'), readCaptions('held-back')]);
    expect([open.length, heldBack.length]).toEqual([150, 150]);
    for (const kind of ['plain', 'none', 'hard']) {
      const [here, there] = [open, heldBack].map((half) => half.filter((caption) => caption.kind === kind).length);
      expect(Math.abs((here ?? 0) - (there ?? 0)), kind).toBeLessThanOrEqual(2);
    }
    expect(new Set([...open, ...heldBack].map(({ text }) => text)).size).toBe(300);
  });
});
