import { expect, test } from 'vitest';
import { LARGEST_FILE_MB, readLinkFile } from './read-link-file';

const LINK = 'https://wa.me/c/254712345678';

test.each([
  ['UTF-8', new Blob([`Duka;${LINK}`])],
  ['UTF-8 with a mark', new Blob(['\ufeff', `Duka;${LINK}`])],
  ['a spreadsheet’s Unicode text', new Blob([new Uint8Array(Buffer.from(`\ufeffDuka\t${LINK}`, 'utf16le'))])],
])('%s is read', async (_, file) => {
  expect(await readLinkFile(file)).toEqual({
    kind: 'text',
    text: expect.stringMatching(new RegExp(`^Duka[;\t]${LINK}$`)),
  });
});

test('a workbook is not text, and what is too large is not even opened', async () => {
  expect(await readLinkFile(new Blob([new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0])]))).toEqual({ kind: 'not_text' });
  expect(await readLinkFile(new Blob(['x'.repeat(LARGEST_FILE_MB * 1024 * 1024 + 1)]))).toEqual({ kind: 'too_large' });
});
