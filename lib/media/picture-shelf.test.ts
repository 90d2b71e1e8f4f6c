import { describe, expect, test } from 'vitest';
import { PictureShelf, type ShelvedPicture } from './picture-shelf';
import { preparedAsIs } from './pictures-for-tests';

const file = (bytes: number): ShelvedPicture => ({ hash: 'h', made: { kind: 'file', bytes: new Uint8Array(bytes) } });

describe('the shelf of pictures', () => {
  test('gives back what was put, until it is dropped', () => {
    const shelf = new PictureShelf();
    shelf.put('a', file(10));
    expect(shelf.get('a')).toEqual(file(10));
    shelf.drop('a');
    expect(shelf.get('a')).toBeUndefined();
  });

  test('holds so many bytes, not so many pictures: the longest unused goes first', () => {
    const shelf = new PictureShelf({ mostBytes: 100 });
    for (const url of ['a', 'b']) shelf.put(url, file(40));
    shelf.get('a');
    shelf.put('c', file(40));
    expect(['a', 'b', 'c'].map((url) => shelf.get(url) !== undefined)).toEqual([true, false, true]);
  });

  test('takes no picture that is larger than itself', () => {
    const shelf = new PictureShelf({ mostBytes: 100 });
    shelf.put('a', file(40));
    shelf.put('b', file(101));
    expect(['a', 'b'].map((url) => shelf.get(url) !== undefined)).toEqual([true, false]);
  });

  test('counts a picture that is judged as it is stored once', () => {
    const shelf = new PictureShelf({ mostBytes: 100 });
    const { forReview, forStorage } = preparedAsIs(new Uint8Array(60));
    shelf.put('a', { hash: 'h', made: { kind: 'prepared', forReview, forStorage } });
    expect(shelf.get('a')).toBeDefined();
  });

  test('is given back when memory is short', () => {
    let freeBytes = 2 ** 30;
    const shelf = new PictureShelf({ freeBytes: () => freeBytes });
    shelf.put('a', file(10));
    freeBytes = 2 ** 27;
    shelf.put('b', file(10));
    expect(['a', 'b'].map((url) => shelf.get(url))).toEqual([undefined, undefined]);
  });
});
