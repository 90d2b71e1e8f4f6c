import { describe, expect, test } from 'vitest';
import { contentKey, contentTypeOfKey, keyOfUrl } from './content-key';
import { besidePicture, parseVariant, pictureOfCopy, variantName, variantsFor } from './picture-variants';

const KEY = contentKey(Buffer.from('a picture'), 'image/jpeg');

describe('smaller copies', () => {
  test('are made in every width that is shown, the best format first', () => {
    expect(variantsFor(1600).map(variantName)).toEqual(['480.avif', '480.webp', '960.webp']);
  });

  test.each([
    [700, ['480.avif', '480.webp', '700.webp']],
    [480, ['480.avif', '480.webp']],
    [90, ['90.avif', '90.webp']],
  ])('are never wider than a picture of %i pixels, and there is always one', (width, names) => {
    expect(variantsFor(width).map(variantName)).toEqual(names);
  });

  test('have names that can be read again', () => {
    for (const variant of variantsFor(1600)) expect(parseVariant(variantName(variant))).toEqual(variant);
    for (const name of ['480.jpg', '480.avif/..', '.avif', '-1.webp', 'x']) expect(parseVariant(name)).toBeNull();
  });

  test.each([KEY, `/media/${KEY}`, `https://pictures.example/${KEY}`])('lie beside %s', (picture) => {
    const copy = besidePicture(picture, '480.avif');
    expect([pictureOfCopy(copy), pictureOfCopy(picture)]).toEqual([picture, picture]);
    expect(copy.slice(0, copy.lastIndexOf('/'))).toBe(picture.slice(0, picture.lastIndexOf('/')));
    expect(contentTypeOfKey(copy.slice(copy.indexOf('products/')))).toBe('image/avif');
  });
});

describe('the key of a URL', () => {
  test.each([`/media/${KEY}`, `https://pictures.example/${KEY}`, `https://s3.example/bucket/${KEY}`])(
    'of %s',
    (url) => {
      expect(keyOfUrl(url)).toBe(KEY);
    },
  );

  test.each(['https://cdn.example/a.jpg', `https://cdn.example/x${KEY}`, `/media/${KEY}?x`, ''])(
    'is not that of %s',
    (url) => expect(keyOfUrl(url)).toBeNull(),
  );
});
