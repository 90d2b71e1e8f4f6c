import { describe, expect, test } from 'vitest';
import { isForTheBrowser } from './for-the-browser';

const PLAIN = { button: 0, metaKey: false, ctrlKey: false, shiftKey: false, altKey: false };

describe('isForTheBrowser', () => {
  test('leaves a plain click to the page', () => {
    expect(isForTheBrowser(PLAIN)).toBe(false);
  });

  test.each([{ button: 1 }, { metaKey: true }, { ctrlKey: true }, { shiftKey: true }, { altKey: true }])(
    'leaves %j to the browser',
    (held) => {
      expect(isForTheBrowser({ ...PLAIN, ...held })).toBe(true);
    },
  );
});
