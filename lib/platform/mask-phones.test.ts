import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskLogLine } from './mask-log-line';
import { maskPhones } from './mask-phones';

describe('a phone is masked', () => {
  test.each([
    ['plain', '254712345678'],
    ['with a plus', '+254712345678'],
    ['with zeros', '00254712345678'],
    ['in groups', '+254 712 345 678'],
    ['in groups without a plus', '254 712 345 678'],
    ['with dashes', '254-712-345-678'],
    ['with dots', '+254.712.345.678'],
    ['with brackets', '+(254) 712-345-678'],
    ['with the trunk zero', '+254 (0)712 345 678'],
    ['with unseen signs', '254\u200b712\u00ad345\u2011678'],
    ['local', '0712345678'],
    ['local, in groups', '0712 345 678'],
    ['local, with dashes', '0712-345-678'],
    ['local, with dots', '0712.345.678'],
    ['local, in other groups', '071 234 5678'],
    ['local, in pairs', '07 12 34 56 78'],
    ['local, in brackets', '(0712) 345678'],
    ['local, the new ones', '0112345678'],
    ['local, every digit alone', '0 7 1 2 3 4 5 6 7 8'],
    ['every digit alone', '2 5 4 7 1 2 3 4 5 6 7 8'],
    ['local, its zero apart', '0 712 345 678'],
    ['local, in uneven groups', '07-12-345-678'],
    ['with long dashes', '254—712–345−678'],
    ['with slashes', '0712/345/678'],
    ['with low lines', '0712_345_678'],
    ['with tabs', '0712\t345\t678'],
    ['with keycaps', '0712345678'.replace(/./g, '$&\ufe0f\u20e3')],
    ['in an address, with other spaces', '254%C2%A0712%c2%a0345%E2%80%8B678'],
    ['in an address, with slashes', '254%2F712%2F345678'],
    ['in HTML, its gaps too', '254&#160;712&#xA0;345&#45;678'],
    ['in JSON, its gaps too', '254\\u00a0712\\u200b345\\u002d678'],
    ['digits escaped as in programs', '\\x32\\x35\\x34712345678'],
    ['in circles', '⓪⑦①②③④⑤⑥⑦⑧'],
    ['raised', '²⁵⁴⁷¹²³⁴⁵⁶⁷⁸'],
    ['in an address', '%2B254712345678'],
    ['in an address, its groups too', '%2b254%20712%20345%20678'],
    ['escaped twice', '%252B254712345678'],
    ['escaped three times', '%25252b254712345678'],
    ['every digit escaped', '%32%35%34%37%31%32%33%34%35%36%37%38'],
    ['every digit escaped twice', '%2532%2535%2534%2537%2531%2532%2533%2534%2535%2536%2537%2538'],
    ['in a form', 'phone=%2B254+712+345+678'],
    ['in JSON within JSON', '\\u002b254712345678'],
    ['in JSON within JSON within JSON', '\\\\u002B254712345678'],
    ['digits in JSON', '\\u0032\\u0035\\u0034712345678'],
    ['in HTML', '&#43;254712345678'],
    ['in HTML, hex', '&#x2B;254712345678'],
    ['in HTML, by name', '&plus;254712345678'],
    ['digits in HTML', '&#50;&#53;&#52;&#55;12345678'],
    ['Arabic-Indic', '٢٥٤٧١٢٣٤٥٦٧٨'],
    ['Persian', '+۲۵۴ ۷۱۲ ۳۴۵ ۶۷۸'],
    ['Devanagari', '२५४७१२३४५६७८'],
    ['full width', '＋２５４７１２３４５６７８'],
    ['a tel link', 'tel:254712345678'],
    ['a chat link', 'https://wa.me/254712345678?text=Hi'],
    ['a catalogue link', 'wa.me/c/254712345678'],
    ['a product link', '/p/5826448410763231/254712345678'],
    ['an escaped link', 'https%3A%2F%2Fwa.me%2F254712345678'],
    ['glued to a word', 'phone254712345678x'],
    ['glued in camelCase', 'sellerPhone254712345678Failed'],
    ['glued with an underscore', 'seller_254712345678_sync'],
    ['local, glued', 'call0712345678now'],
    ['quoted', '{"sellerPhone":"254712345678"}'],
    ['a JID', '254712345678@s.whatsapp.net'],
    ['several at once', '254712345678,254712345678;0712345678'],
    ['of Tanzania', '255712345678'],
    ['of Uganda', '+256 772 345 678'],
    ['of Nigeria', '2348031234567'],
    ['of Nigeria, local', '08031234567'],
    ['of South Africa', 'x27821234567'],
    ['of Brazil', '5511912345678'],
    ['of China', '8613812345678'],
    ['of the United States', '+1 415 555 2671'],
    ['of Britain', '+44 7911 123456'],
  ])('%s: %s', (_how, phone) => {
    for (const [before, after] of [
      ['', ''],
      ['no catalogue for ', ' was found'],
      ['Error: "', '"\n    at sync (x.ts:12:34)'],
    ]) {
      const masked = maskPhones(`${before}${phone}${after}`);
      expect(masked).toMatch(/•••/);
      expect(masked.replace('5826448410763231', '')).not.toMatch(/\p{Nd}{7}/u);
      expect(masked).toContain(before);
      expect(masked).toContain(after);
    }
  });
});

describe('is no phone', () => {
  test.each([
    'product 5826448410763231 of 58264484107632311',
    'https://wa.me/p/5826448410763/',
    '/product/123456789012/',
    'productId: 123456789012, id=987654321098',
    '1234567890123',
    '12345678901234567890',
    '2026-11-29T10:05:50.123Z',
    '2026-11-29 10:05:50 +0300',
    '29.11.2026 10:05, 01-02-2026 10:30',
    'at 1764000000000 ms, 1764000000 s, 20261126113000_search',
    'e0f7a2f4-1111-4222-8333-123456789012',
    '11112222-3333-4444-8555-254712345678',
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    '01KBCD1234254712345678ABCD',
    '127.0.0.1:34567, [::1]:3100, 192.168.100.200:65535',
    'KES 1,250,000 and 3,500.00 and 2500 and 25000-30000',
    'sizes 36 37 38 39 40 41 42 43, 240 245 250',
    'sizes 200 233 255 260 265 270 and 240 245 250 255 260 265 270, 233 240 250 260',
    '0.0712345678 seconds, 12.345678901 ms',
    'took 1234 ms of 60000, 104857 bytes, 3145728 more',
    'x.ts:123:45, line 1024 column 80',
    'v20.19.43, 147.0.0, 2001:db8::7123:4567',
    '01/02/2026 10:30, 07/12/2026 10 30, 2026/11/29',
    '07_12_2026_10, 20261129000000_decisions_kept, 250_300_350',
    '12 m² of 34, 5\u20e3',
    'a/b/2547/12/345, run/25/4712/345678',
    'sizes 250/255/260/265/270, 240-245-250-255',
    '',
  ])('%s', (text) => expect(maskPhones(text)).toBe(text));
});

test('ends where a phone ends', () => {
  const masked = maskPhones('+254712345678 404, 2 of +254 712 345 678/12');
  expect(masked).toBe('+2547•••678 404, 2 of +2547•••678/12');
});

test('masks any way of writing a phone, wherever it stands in a line', () => {
  const digits = fc.stringMatching(/^[17]\d{8}$/);
  const gap = fc.constantFrom('', ' ', '-', '.', '%20', '\u00a0');
  const zero = fc.constantFrom(0x30, 0x660, 0x6f0, 0xff10);
  const around = fc.constantFrom('', ' ', '"', '/', ':', '=', '(', 'tel:', 'é', '>', '\\"');
  fc.assert(
    fc.property(
      digits,
      gap,
      zero,
      fc.constantFrom('+254', '254', '0'),
      around,
      around,
      (rest, between, script, code, before, after) => {
        const inScript = (group: string) =>
          group.replace(/\d/g, (digit) => String.fromCodePoint(script + Number(digit)));
        const written = [code + rest.slice(0, 3), rest.slice(3, 6), rest.slice(6)].map(inScript).join(between);
        const line = maskLogLine(
          JSON.stringify({ level: 'info', msg: before + written + after, [written]: { stack: [written] } }),
        );
        const field = JSON.parse(line);
        expect(field.msg).toContain('•••');
        expect(Object.keys(field).join()).toContain('•••');
        expect(JSON.stringify(field).match(/•••/g)).toHaveLength(3);
      },
    ),
    { numRuns: 500 },
  );
});

describe('maskLogLine', () => {
  test('stays JSON, with every number that is none', () => {
    const fields = {
      time: 1764000000000,
      counts: [123456789, 1],
      productIds: ['123456789012'],
      msg: 'ok',
      ok: true,
      none: null,
    };
    expect(JSON.parse(maskLogLine(`${JSON.stringify(fields)}\n`))).toEqual(fields);
    expect(maskLogLine('{"a":1}\n')).toBe('{"a":1}\n');
  });

  test('masks numbers, names of fields, and JSON within JSON', () => {
    const fields = {
      to: 254712345678,
      byPhone: { 254712345678: { phone: 712345678 } },
      body: JSON.stringify({ data: { sellerPhone: '254712345678', note: JSON.stringify({ phone: '+254712345678' }) } }),
      err: { stack: 'Error: 0712345678\n    at x' },
    };
    const line = maskLogLine(JSON.stringify(fields));
    expect(line).not.toMatch(/712345678/);
    expect(() => JSON.parse(line)).not.toThrow();
  });

  test('masks what is no JSON, and JSON that breaks off', () => {
    expect(maskLogLine('{"sellerPhone":"254712345678","msg":"wa')).not.toContain('254712345678');
    expect(maskLogLine('Error: GET /c/254712345678 postgresql://soko:s3cret@db')).toBe(
      'Error: GET /c/2547•••678 postgresql://soko:•••@db',
    );
  });

  test('keeps what else a line says, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const line = JSON.stringify({ msg: 'x', value });
        if (!/\d{7}|\p{Nd}.{0,3}\p{Nd}.{0,3}\p{Nd}|@|•/u.test(line))
          expect(JSON.parse(maskLogLine(line))).toEqual(JSON.parse(line));
      }),
    );
  });

  test.each([
    '0',
    '1 ',
    '07',
    '+',
    '+2',
    '254',
    '%2',
    '%25',
    '%2B',
    '\\u',
    '\\',
    '&#',
    '&#50;',
    '"Phone',
    '"aId',
    'a',
    '(',
    '\u0661',
    '\u200b',
    '://a:',
    'Bearer ',
    'f',
    '-',
    '{"a":',
    '["',
    '\u{1d7ce}',
  ])('takes its time on 200 kB of %j in proportion', (unit) => {
    maskLogLine(unit.repeat(200_000 / unit.length));
    maskLogLine(`{"phone":"${unit.repeat(200_000 / unit.length)}`);
    maskLogLine(JSON.stringify({ msg: unit.repeat(200_000 / unit.length) }));
  });
});
