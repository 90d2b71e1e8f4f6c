import { describe, expect, test } from 'vitest';
import { chooseLanguage } from './language';

describe('chooseLanguage', () => {
  test.each([
    [{}, 'en'],
    [{ accepted: 'sw-KE,sw;q=0.9,en;q=0.8' }, 'sw'],
    [{ accepted: 'en-GB,sw;q=0.5' }, 'en'],
    [{ accepted: 'fr-FR,fr;q=0.9,sw;q=0.3' }, 'sw'],
    [{ accepted: 'fr' }, 'en'],
    [{ remembered: 'sw', accepted: 'en' }, 'sw'],
    [{ asked: 'en', remembered: 'sw', accepted: 'sw' }, 'en'],
    [{ asked: 'xx', remembered: '<script>', accepted: ';;;,,q=1' }, 'en'],
  ] as const)('%j → %s', (wishes, expected) => {
    expect(chooseLanguage(wishes)).toBe(expected);
  });
});
