import { describe, expect, test } from 'vitest';
import { readOwnLink } from './own-link';

const ORIGIN = 'https://soko.example';

describe('readOwnLink', () => {
  test.each([
    ['https://soko.example/products/123', { kind: 'product', productId: '123' }],
    ['  https://soko.example/products/123?lang=sw#top \n', { kind: 'product', productId: '123' }],
    ['https://soko.example/media/products/ab/cd.jpg', { kind: 'picture', path: '/media/products/ab/cd.jpg' }],
    ['https://soko.example/search?photo=abc', { kind: 'search', path: '/search?photo=abc' }],
  ])('%s', (text, found) => {
    expect(readOwnLink(text, ORIGIN)).toEqual(found);
  });

  test.each([
    '',
    'a red dress',
    'https://evil.example/products/123',
    'https://soko.example.evil.example/products/123',
    'http://soko.example/products/123',
    'https://soko.example/products/123/../../admin',
    'https://soko.example/products/12x',
    'https://soko.example/media/../admin',
    'https://soko.example/search',
    'look: https://soko.example/products/123',
    'javascript:alert(1)',
    '//soko.example/products/123',
  ])('leaves %j alone', (text) => {
    expect(readOwnLink(text, ORIGIN)).toBeNull();
  });
});
