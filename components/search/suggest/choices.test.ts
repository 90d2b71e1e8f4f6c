import { describe, expect, test } from 'vitest';
import { parseKept, withKept } from '@/components/device/kept-list';
import type { Suggestion } from '@/lib/search/suggestions.schema';
import { choicesFor, splitAtTyped } from './choices';
import { wordsOf } from './recent-searches';

const words = (text: string): Suggestion => ({ kind: 'words', text });
const shop: Suggestion = { kind: 'shop', text: 'Shoe Palace', sellerId: '5c1f6c5e-7d0a-4c7e-9a5e-1a2b3c4d5e6f' };

describe('what the search box offers', () => {
  test('before anything is typed: what was searched for lately', () => {
    expect(choicesFor('  ', ['red dress', 'sufuria'], [words('shoes')])).toEqual([
      { kind: 'recent', text: 'red dress' },
      { kind: 'recent', text: 'sufuria' },
    ]);
  });

  test('then what was searched for lately and begins so, before what is suggested', () => {
    expect(choicesFor('sh', ['shoes', 'bag', 'Shirt', 'shorts'], [words('shuka'), shop])).toEqual([
      { kind: 'recent', text: 'shoes' },
      { kind: 'recent', text: 'Shirt' },
      words('shuka'),
      shop,
    ]);
  });

  test('the same words once, and not those that stand in the box already', () => {
    expect(choicesFor('Shoes', ['shoes', 'shoes red'], [words('Shoes red'), words('shoes blue')])).toEqual([
      { kind: 'recent', text: 'shoes red' },
      words('shoes blue'),
    ]);
  });
});

test('words that are searched for again move to the front, in whichever letters', () => {
  expect(withKept(['bag', 'Red Dress'], ' red dress ', wordsOf)).toEqual(['red dress', 'bag']);
  expect(parseKept('["a", 1, null, "", "A", "b"]', wordsOf)).toEqual(['a', 'b']);
});

test.each([
  ['Red dress', 'red d', ['Red d', 'ress']],
  ['Red dress', ' red', ['Red', ' dress']],
  ['nguo', 'kitenge', ['', 'nguo']],
])('%s goes on from %j', (text, typed, parts) => {
  expect(splitAtTyped(text, typed)).toEqual(parts);
});
