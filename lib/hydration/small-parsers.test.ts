import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { cdnUrlExpiry } from './hydrated-page';
import { looksLikeImage, readImageResponse } from './image-response';
import { storedText } from './stored-text';

// Only against a reader that is quadratic: hundreds of texts on a machine that is busy take their time.
vi.setConfig({ testTimeout: 60_000 });

describe('cdnUrlExpiry', () => {
  test('reads the hex time', () => {
    expect(cdnUrlExpiry('https://x.fbcdn.net/a.jpg?oh=1&oe=6925A1B2&_nc=1')).toEqual(new Date(0x6925a1b2 * 1000));
    expect(cdnUrlExpiry('https://x.fbcdn.net/a.jpg?oe=6925a1b2#x')).toEqual(new Date(0x6925a1b2 * 1000));
  });

  test.each([
    'https://x.fbcdn.net/a.jpg',
    'https://x/?oe=',
    'https://x/?oe=zz',
    'https://x/?oe=1',
    'https://x/?oe=ffffffffff',
    'https://x/?foe=6925A1B2',
    '',
  ])('%j has none', (url) => expect(cdnUrlExpiry(url)).toBeNull());

  test('never throws', () => fc.assert(fc.property(fc.string(), (text) => void cdnUrlExpiry(text))));
});

describe('storedText', () => {
  test('keeps words, lines and emojis, and drops what breaks storage or display', () => {
    expect(storedText(' a\r\nb\tc\u0000\u0007 👨‍👩‍👧 \u202eevil\u202c \u2066x\u2069 \u200eع \ud800', 100)).toBe(
      'a\nb\tc 👨‍👩‍👧 evil x \u200eع',
    );
    expect(storedText(' \u0000 ', 10)).toBeNull();
    expect(storedText('👟👟', 3)).toBe('👟');
  });

  test.each([
    ['co\u200bca\u00adine', 'cocaine'],
    ['co\u200dca\u200ci\u200en\u200e\u200fe', 'cocaine'],
    ['c\u2060o\ufeffc\u034fa\u3164i\u115fn\ufe0fe', 'cocaine'],
    ['c\u200e\u00ad\u200eo', 'co'],
    ['Bag\u{e0041}\u{e0070}\u{e0070}', 'Bag'],
    ['Bag\u{e0101}\ufe01\ufff9\ue000\u{f0000}', 'Bag'],
    ['❤\ufe0f\ufe0f\ufe0e ❤\ufe0f', '❤\ufe0f ❤\ufe0f'],
    ['\u{1f3f4}\u{e0041}\u{e0042}\u{e0043}', '\u{1f3f4}'],
  ])('leaves nothing in that nobody sees: %j', (text, stored) => expect(storedText(text, 100)).toBe(stored));

  test.each([
    '👨🏾\u200d🦱 👁\ufe0f\u200d🗨\ufe0f 🏳\ufe0f\u200d🌈 1\ufe0f\u20e3',
    '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} England',
    'می\u200cخواهم',
    'क्\u200dष',
    'حذاء\u200f (أسود) \u200eNike',
  ])('keeps what writing needs: %j', (text) => expect(storedText(text, 100)).toBe(text));

  test('changes nothing the second time', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a', 'ع', '👟', '\u200d', '\u200e', '\u00ad', '\ufe0f', '\u{1f3f4}', '\u{e0061}', '\u{e007f}'),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const once = storedText(parts.join(''), 1_000) ?? '';
        expect(storedText(once, 1_000) ?? '').toBe(once);
      }),
      { numRuns: 300 },
    );
  });

  test('is always something that PostgreSQL takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(50), (text, max) => {
        const stored = storedText(text, max);
        expect(stored ?? 'x').not.toMatch(/\0|\p{Cs}/u);
        expect((stored ?? 'x').length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('readImageResponse', () => {
  const answer = (status: number, body: Buffer | string, headers: Record<string, string> = {}) => ({
    status,
    headers,
    body: Buffer.from(body as string),
    finalUrl: 'https://x.fbcdn.net/a.jpg',
    complete: true,
  });
  const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(100)]);
  const codeOf = (...args: Parameters<typeof answer>): unknown => {
    try {
      return readImageResponse(answer(...args)).length;
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error;
    }
  };

  test('tells pictures from what comes in their place', () => {
    expect(codeOf(200, jpeg)).toBe(104);
    expect(codeOf(403, 'URL signature expired')).toBe('image_expired');
    expect(codeOf(200, 'URL signature expired')).toBe('image_expired');
    expect(codeOf(200, 'Bad URL timestamp')).toBe('image_expired');
    expect(codeOf(200, '')).toBe('image_expired');
    expect(codeOf(404, '')).toBe('image_gone');
    expect(codeOf(200, `<!DOCTYPE html>${' '.repeat(100)}`)).toBe('image_not_an_image');
    expect(codeOf(503, '')).toBe('http_503');
  });

  test('knows pictures by their first bytes', () => {
    for (const start of ['\x89PNG\r\n\x1a\n', 'GIF89a', 'RIFF0000WEBPVP8 ', '\0\0\0\x1cftypavif', '\xff\xd8\xff\xe1']) {
      expect(looksLikeImage(Buffer.from(start, 'latin1'))).toBe(true);
    }
    for (const start of ['<svg', 'RIFF0000WAVE', '\0\0\0\x1cftypmp42', '', 'BM'])
      expect(looksLikeImage(Buffer.from(start, 'latin1'))).toBe(false);
  });
});
