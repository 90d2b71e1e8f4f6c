import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSearchForm } from './read-search-form';

const BOUNDARY = 'soko';
const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;
const URLENCODED = 'application/x-www-form-urlencoded';

const part = (name: string, value: string, more = '') =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
const form = (...parts: string[]) => `${parts.join('')}--${BOUNDARY}--\r\n`;

/** In pieces as a socket brings them; `taken`: how many were asked for. */
function sent(body: string | Buffer, type: string, pieceBytes = 64 * 1024) {
  const bytes = Buffer.from(body);
  let taken = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (taken * pieceBytes >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(taken * pieceBytes, (taken + 1) * pieceBytes));
      taken += 1;
    },
  });
  const init = { method: 'POST', body: stream, duplex: 'half', headers: { 'content-type': type } };
  return { request: new Request('http://soko.test/', init as RequestInit), taken: () => taken };
}
const read = (body: string | Buffer, type = MULTIPART, pieceBytes?: number) =>
  readSearchForm(sent(body, type, pieceBytes).request);

describe('a search form', () => {
  test.each([1, 7, 100_000])('is read in pieces of %i bytes', async (pieceBytes) => {
    const photo = Buffer.from([0xff, 0xd8, 0xff, 13, 10, 45, 45, 115, 111, 0]);
    const body = Buffer.concat([
      Buffer.from(part('text', 'kitenge 👗 red')),
      Buffer.from(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="image"; filename="p.jpg"\r\n` +
          'Content-Type: image/jpeg\r\n\r\n',
      ),
      photo,
      Buffer.from(`\r\n${form(part('limit', '3'))}`),
    ]);
    const { image, fields } = await read(body, MULTIPART, pieceBytes);
    expect([...fields]).toEqual([
      ['text', 'kitenge 👗 red'],
      ['limit', '3'],
    ]);
    expect(Buffer.from(image ?? [])).toEqual(photo);
  });

  test('has no photo where none was chosen, and an empty one where an empty file was', async () => {
    expect((await read(form(part('image', '', '; filename=""')))).image).toBeNull();
    expect((await read(form(part('image', '', '; filename="a.jpg"')))).image).toHaveLength(0);
  });

  test('takes words of 2,000 characters urlencoded, whatever they are', async () => {
    for (const word of ['ж', '👗', '京']) {
      const text = word.repeat(2_000 / word.length);
      const { fields } = await read(new URLSearchParams({ text }).toString(), URLENCODED);
      expect(fields.get('text')).toBe(text);
    }
  });

  test('passes over names that are not the API’s', async () => {
    expect([...(await read(form(part('utm_source', 'x'), part('text', 'y')))).fields]).toEqual([['text', 'y']]);
  });
});

describe('too much of anything is refused while it comes', () => {
  const million = 10 * 1024 * 1024;
  test.each<[string, string]>([
    ['tiny parts', part('a', '')],
    ['tiny photos', part('image', '', '; filename="a"')],
    ['parts without a name', `--${BOUNDARY}\r\n\r\n\r\n`],
    ['nothing but boundaries', `--${BOUNDARY}\r\n`],
    ['multipart in multipart', part('a', `--x\r\n\r\n`, '\r\nContent-Type: multipart/mixed; boundary=x')],
  ])('10 MB of %s', async (_, repeated) => {
    const { request, taken } = sent(repeated.repeat(Math.floor(million / repeated.length)), MULTIPART);
    await expect(readSearchForm(request)).rejects.toMatchObject({ status: 400, code: 'invalid_request' });
    expect(taken()).toBeLessThan(5);
  });

  test.each<[string, string]>([
    ['headers', `--${BOUNDARY}\r\n${'a: b\r\n'.repeat(500_000)}`],
    ['one header', `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${'x'.repeat(3_000_000)}"\r\n\r\n`],
    ['one header’s quotes', `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${'\\"'.repeat(1_000_000)}`],
    ['what is before the first part', '\r\n--sok'.repeat(500_000)],
    ['one field', form(part('weight', '1'.repeat(3_000_000)))],
    ['another field', form(part('colour', 'red'.padEnd(1_001)))],
  ])('3 MB of %s', async (_, body) => {
    await expect(read(body)).rejects.toMatchObject({ status: 400, code: 'invalid_request' });
  });

  test('words and crops, which are told as too long by who reads them, are cut before', async () => {
    const { fields } = await read(form(part('text', 'x'.repeat(3_000_000)), part('crop', ','.repeat(3_000_000))));
    expect(fields.get('text')?.length).toBeGreaterThan(2_000);
    expect(fields.get('text')?.length).toBeLessThan(20_000);
    expect(fields.get('crop')?.length).toBeLessThan(20_000);
  });

  test('urlencoded, by its first 32 kB', async () => {
    const { request, taken } = sent('a=&'.repeat(3_000_000), URLENCODED);
    await expect(readSearchForm(request)).rejects.toMatchObject({ status: 413, code: 'body_too_large' });
    expect(taken()).toBeLessThan(3);
  });

  test.each([
    ['nothing', ''],
    ['no end', part('text', 'x')],
    ['no last line', `${part('text', 'x')}--${BOUNDARY}`],
    ['another boundary', '--other\r\n\r\n--other--\r\n'],
    ['JSON', '{"text":"x"}'],
  ])('%s is no form', async (_, body) => {
    await expect(read(body)).rejects.toMatchObject({ status: 400, code: 'invalid_request' });
  });

  test.each([
    'multipart/form-data',
    'multipart/form-data; boundary=',
    `multipart/form-data; boundary=${'x'.repeat(10_000)}`,
    'multipart/form-data; boundary="',
    'multipart/mixed; boundary=soko',
    'application/json',
    '',
  ])('%j is no type', async (type) => {
    await expect(read(form(part('text', 'x')), type)).rejects.toMatchObject({ status: 400, code: 'invalid_request' });
  });

  test('and whatever the bytes are, it comes to an end', async () => {
    const piece = fc.constantFrom(
      `--${BOUNDARY}`,
      '--',
      '\r\n',
      '\r',
      '\n',
      'Content-Disposition: form-data; ',
      'name="image"',
      '; filename="a"',
      'name=text',
      'Content-Type: multipart/mixed; boundary=soko',
      'Content-Transfer-Encoding: base64',
      '\0',
      ':',
      ' ',
      'x',
      '"',
      '\\',
      '%',
      '\xff',
    );
    const bytes = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 50 }), async (body, size) => {
        const outcome = await read(Buffer.from(body, 'latin1'), MULTIPART, size).catch((error: unknown) => error);
        const isForm = typeof outcome === 'object' && outcome !== null && 'fields' in outcome;
        if (!isForm) expect(outcome).toMatchObject({ code: 'invalid_request' });
      }),
      { numRuns: 2_000 },
    );
  });
});
