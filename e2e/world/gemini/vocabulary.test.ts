import { expect, test } from 'vitest';
import { categoryIn, problemsIn } from './vocabulary';

const CATEGORIES = [
  'women_fashion',
  'men_fashion',
  'kids_fashion',
  'shoes',
  'bags',
  'jewellery_watches',
  'phones_accessories',
  'home_kitchen',
  'crafts_fabrics',
  'other',
];

test.each([
  ['dress', 'women_fashion'],
  ['shirt', 'men_fashion'],
  ['sneakers', 'shoes'],
  ['backpack', 'bags'],
  ['watch', 'jewellery_watches'],
  ['phone', 'phones_accessories'],
  ['sufuria', 'home_kitchen'],
  ['fabric', 'crafts_fabrics'],
  ['kids-set', 'kids_fashion'],
  ['bedsheet', 'home_kitchen'],
  ['phone-case', 'phones_accessories'],
  ['necklace', 'jewellery_watches'],
  ['spaceship', 'other'],
])('%s belongs to %s', (kind, category) => {
  expect(categoryIn(CATEGORIES, kind)).toBe(category);
});

test('fewer categories: the nearest there is', () => {
  expect(categoryIn(['Fashion', 'Home'], 'sneakers')).toBe('Fashion');
});

test('problems in the request’s own words, each once, "other" for what it has no word for', () => {
  const allowed = ['blurry_picture', 'prohibited_item', 'other'];
  expect(problemsIn(allowed, ['weapon', 'prohibited', 'blurry', 'scam', 'adult'])).toEqual([
    'prohibited_item',
    'blurry_picture',
    'other',
  ]);
  expect(problemsIn(['blurry_picture'], ['scam'])).toEqual([]);
});
