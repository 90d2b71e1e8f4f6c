import { expect, test } from 'vitest';
import { lettersOf } from './letters-of';

test.each([
  ['', 0],
  ['ankara dress 12', 15],
  ['Ankara dress', 12.3],
  ['NEW ARRIVAL', 14],
  ['Évasé ÉLÉGANT', 15.4],
  ['上海', 2],
])('%j takes the room of %d small letters', (text, letters) => {
  expect(lettersOf(text)).toBeCloseTo(letters);
});
