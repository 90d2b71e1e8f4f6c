import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formsOf } from './word-forms';

test.each([
  ['shoes', 'shoe'],
  ['dresses', 'dress'],
  ['watches', 'watch'],
  ['boxes', 'box'],
  ['batteries', 'battery'],
  ['cookies', 'cookie'],
  ['knives', 'knife'],
  ['scarves', 'scarf'],
  ['sleeves', 'sleeve'],
  ['potatoes', 'potato'],
  ['photos', 'photo'],
  ['men', 'man'],
  ['children', 'child'],
  ['bags', 'bag'],
  ['viatu', 'kiatu'],
  ['vikombe', 'kikombe'],
  ['vitenge', 'kitenge'],
  ['vyombo', 'chombo'],
  ['mifuko', 'mfuko'],
  ['mikoba', 'mkoba'],
  ['miavuli', 'mwavuli'],
  ['magauni', 'gauni'],
  ['mashati', 'shati'],
  ['watoto', 'mtoto'],
  ['wanawake', 'mwanamke'],
])('%s and %s find each other', (many, one) => {
  expect(formsOf(many)).toContain(one);
  expect(formsOf(one)).toContain(many);
});

test.each([
  ['king', 'making'],
  ['dress', 'dres'],
  ['glass', 'glas'],
  ['mat', 't'],
  ['tv', 't'],
  ['nguo', 'guo'],
])('%s is not %s', (word, other) => {
  expect(formsOf(word)).not.toContain(other);
});

test('has the word first, and each form once', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,15}$/), (word) => {
      const forms = formsOf(word);
      expect(forms[0]).toBe(word);
      expect(new Set(forms).size).toBe(forms.length);
      expect(forms.every((form) => /^[a-z]+$/.test(form))).toBe(true);
    }),
  );
});
