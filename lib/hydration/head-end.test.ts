import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createHeadEndScanner, headOf } from './head-end';

// Only against a reader that is quadratic: hundreds of texts on a machine that is busy take their time.
vi.setConfig({ testTimeout: 60_000 });

const fed = (chunks: (string | Buffer)[]): number => {
  const scan = createHeadEndScanner();
  return chunks.findIndex((chunk) => scan(Buffer.from(chunk as string)));
};

describe('createHeadEndScanner', () => {
  test.each([
    '<html><head></head>',
    '<html><head><body>',
    '<HEAD></HEAD>',
    '<head></head >',
    '<head><script>"</head>"</script></head>',
    '<head><script>x</SCRIPT ></head>',
    '<head><!-- </head> --></head>',
    '<head><!--></head>',
    '<head><meta content="</head><body>"></head>',
    "<head><meta content='</head>'></head>",
    "<head><meta content=Mama's></head>",
    '<head><meta title="a>b" content = "x"></head>',
    '<head><title>a <b </title></head>',
    '<head><style></head></style><link></head>',
    '<head>1 < 2</head>',
    '<head><meta a=="></head>',
    '<head><meta a=b"c></head>',
    '<head><meta a=\f"</head>"></head>',
  ])('sees the end of %s, wherever it is cut', (html) => {
    expect(fed([html])).toBe(0);
    for (let at = 1; at < html.length; at += 1)
      expect(fed([html.slice(0, at), html.slice(at)])).toBeGreaterThanOrEqual(0);
    expect(fed([...html])).toBe(html.lastIndexOf('>'));
  });

  test.each([
    '<head><script>"</head>"',
    '<head><!-- </head>',
    '<head><meta content="</head>',
    '<head><header>',
    '<head><bodyguard>',
    '',
  ])('does not take %j for it', (html) => expect(fed([html])).toBe(-1));

  test('sees it in UTF-16 as well', () => {
    expect(fed([Buffer.from('<head><title>é</title></head>', 'utf16le')])).toBe(0);
  });

  test('agrees with itself however the page is cut', () => {
    const part = fc.constantFrom(
      '<head>',
      '</head>',
      '<body',
      '<script>',
      '</script>',
      '<!--',
      '-->',
      '<meta a="',
      '"',
      "'",
      '=',
      '>',
      'x',
      ' ',
      '<',
    );
    fc.assert(
      fc.property(fc.array(part), fc.integer({ min: 1, max: 5 }), (parts, size) => {
        const html = parts.join('');
        const pieces = html.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        expect(fed(pieces) >= 0).toBe(fed([html]) >= 0);
      }),
      { numRuns: 300 },
    );
  });
});

/** As large as a head may be, dripped in the smallest pieces: what is read twice would be read a thousand times. */
test.each([
  '<',
  '<meta ',
  '<meta a="',
  "<meta a='x' ",
  '<a=',
  '<!--',
  '<!-- -',
  '-->',
  '<script>',
  '<script></',
  '</',
  '<b',
  '<a b=',
  '<<b>',
  '=',
  '"',
  '<!',
])('reads 1 MB of %j once, in pieces of 40 bytes as well as at once', (unit) => {
  for (const lead of ['', '<meta content="', '<!--', '<script>', '<b ']) {
    const html = Buffer.from(lead + unit.repeat(1_000_000 / unit.length));
    const scan = createHeadEndScanner();
    let isOver = scan(html.subarray(0, 1));
    for (let at = 1; at < html.length; at += 40) isOver = scan(html.subarray(at, at + 40)) || isOver;
    expect([isOver, headOf(html.toString()).length]).toEqual([false, html.length]);
  }
});

describe('headOf', () => {
  test('cuts where the head ends', () => {
    expect(headOf('<head><title>a</title></head><body>')).toBe('<head><title>a</title>');
    expect(headOf('<head><title>a')).toBe('<head><title>a');
  });
});
