/** A sheet of 5,000 links with twenty columns beside them. */
export const LARGEST_FILE_MB = 5;

export type ReadFile = { kind: 'text'; text: string } | { kind: 'too_large' } | { kind: 'not_text' };

/** A text or CSV file's text: as UTF-8, or as spreadsheets save "Unicode text". */
export async function readLinkFile(file: Blob): Promise<ReadFile> {
  if (file.size > LARGEST_FILE_MB * 1024 * 1024) return { kind: 'too_large' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  // A workbook, a picture, a document: all have zero bytes early on.
  return text.slice(0, 10_000).includes('\0') ? { kind: 'not_text' } : { kind: 'text', text };
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
