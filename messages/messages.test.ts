import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { PASTE_LIMITS, REFUSAL_CODES } from '@/lib/catalog/refusals';
import { LANGUAGES, type Language } from '@/lib/language/languages.schema';
import { MESSAGES } from './messages';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : flat(value, `${path}${key}.`),
  );
}

/** The names of what is filled in, tags included. */
function blanks(message: string): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('type' in value && 'value' in value && value.type !== 0 && typeof value.value === 'string')
      found.add(value.value);
    for (const part of Object.values(value)) visit(part);
  };
  visit(new IntlMessageFormat(message, 'en').getAst());
  return [...found].sort();
}

/** What codes mean is said in English where they arise. */
function wordsOf(language: Language): Map<string, string> {
  const { codes: _codes, ...parts } = MESSAGES[language];
  return new Map(flat(parts));
}

const english = wordsOf('en');

describe.each(LANGUAGES.filter((language) => language !== 'en'))('words in %s', (language) => {
  const words = wordsOf(language);

  test('are the same ones as in English, no more and no fewer', () => {
    expect([...words.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('leave the same blanks to fill in', () => {
    for (const [key, message] of words) expect([key, blanks(message)]).toEqual([key, blanks(english.get(key) ?? '')]);
  });

  test('say why a link is refused', () => {
    expect(Object.keys(MESSAGES[language].codes)).toEqual(expect.arrayContaining(REFUSAL_CODES));
  });

  test('name the limits that hold', () => {
    const { codes } = MESSAGES[language];
    expect(codes.too_many_catalogues).toContain(String(PASTE_LIMITS.catalogues));
    expect(codes.too_many_sellers).toContain(String(PASTE_LIMITS.sellers));
  });

  test('are translated', () => {
    const same = [...words].filter(([key, message]) => message === english.get(key) && /[a-z]{4}/.test(message));
    // Names, and words that Kenyans use in both.
    expect(same.map(([key]) => key)).toEqual([]);
  });
});
