import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCrop, parseSearch } from './parse-search';

const parse = (search: string, hasPhoto = false) => parseSearch(new Map(new URLSearchParams(search)), hasPhoto);
const TOKEN = 'abcdefghijklmnopqrstuv';

describe('parseSearch', () => {
  test('reads all there is', () => {
    expect(
      parse('text=%20red%20&like=58264484107632311&weight=0.3&colour=red&sort=-price&seller=254712345678&limit=10'),
    ).toEqual({
      request: {
        text: 'red',
        weight: 0.3,
        filters: { colour: 'red', sort: '-price', seller: '254712345678' },
        limit: 10,
        cursor: undefined,
      },
      picture: { kind: 'product', productId: '58264484107632311' },
      crop: undefined,
    });
    expect(parse(`photo=${TOKEN}`).picture).toEqual({ kind: 'kept', token: TOKEN });
    expect(parse('crop=0,0,0.5,0.5', true).crop).toEqual({ x: 0, y: 0, width: 0.5, height: 0.5 });
  });

  test('takes an empty field as not given', () => {
    expect(parse('text=&like=&photo=&crop=&weight=&colour=&sort=').picture).toBeNull();
  });

  test.each([
    ['weight=2', 'invalid_request'],
    ['weight=heavy', 'invalid_request'],
    ['weight=NaN', 'invalid_request'],
    ['like=abc', 'invalid_request'],
    ["like=1' OR '1'='1", 'invalid_request'],
    [`like=1&photo=${TOKEN}`, 'invalid_request'],
    ['colour=beige', 'invalid_request'],
    ['colour=__proto__', 'invalid_request'],
    ['sort=random', 'invalid_request'],
    ['category=weapons', 'invalid_request'],
    ['minPrice=cheap', 'invalid_request'],
    ['maxPrice=1e400', 'invalid_request'],
    ['currency=K$S', 'invalid_request'],
    ['seller=bob', 'invalid_request'],
    ['limit=0', 'invalid_request'],
    ['limit=61', 'invalid_request'],
    ['crop=0.5,0,0.6,1', 'invalid_crop'],
    ['crop=a,b,c,d', 'invalid_crop'],
    [`text=${'x'.repeat(10_000)}`, 'text_too_long'],
  ])('refuses %s', (search, code) => {
    expect(() => parse(search)).toThrowError(expect.objectContaining({ code, status: 400 }));
  });

  test('refuses two pictures at once', () => {
    expect(() => parse(`photo=${TOKEN}`, true)).toThrowError(/one picture at a time/);
  });

  test('takes emoji as words, and what no database takes out of them', () => {
    expect(parse('text=🔥👗').request.text).toBe('🔥👗');
    expect(parseSearch(new Map([['text', 'red\0dress \ud83d']]), false).request.text).toBe('red dress \ufffd');
  });
});

describe('parseCrop', () => {
  test('reads fractions', () => {
    expect(parseCrop('0.1, 0.2,0.5,0.6')).toEqual({ x: 0.1, y: 0.2, width: 0.5, height: 0.6 });
  });

  test('forgives the last digit of what a browser adds up', () => {
    const { x, width } = parseCrop('0.7,0,0.3000001,1');
    expect(x + width).toBeLessThanOrEqual(1);
  });

  test.each([
    '',
    '0,0,1',
    '0,0,1,1,1',
    'a,b,c,d',
    '0,0,,1',
    '-0.1,0,1,1',
    '0.5,0,0.6,1',
    '0,0,0,0',
    '0,0,0.001,1',
    'NaN,0,1,1',
    'Infinity,0,1,1',
    '0,0,1e9,1',
  ])('refuses %j', (text) => {
    expect(() => parseCrop(text)).toThrowError(expect.objectContaining({ code: 'invalid_crop', status: 400 }));
  });

  test('gives parts that stay inside the picture, or refuses', () => {
    const fraction = fc.double({ min: -0.5, max: 1.5, noNaN: true });
    fc.assert(
      fc.property(fraction, fraction, fraction, fraction, (...parts) => {
        let crop: ReturnType<typeof parseCrop>;
        try {
          crop = parseCrop(parts.join(','));
        } catch {
          return;
        }
        expect(crop.x).toBeGreaterThanOrEqual(0);
        expect(crop.y + crop.height).toBeLessThanOrEqual(1);
        expect(crop.width).toBeGreaterThan(0);
      }),
    );
  });
});
