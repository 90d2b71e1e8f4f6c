/** How far into a page browsers look for its charset. */
const SNIFF_BYTES = 1024;

/**
 * A page's bytes as text, as browsers decide it: byte order mark, header, meta tag, UTF-8. A declaration that the bytes
 * contradict is not believed: much of the web says latin-1 and sends UTF-8.
 */
export function decodeHtml(bytes: Uint8Array, contentType: string | undefined): string {
  const marked = byteOrderMark(bytes);
  if (marked !== null) return decode(bytes, marked);
  if (looksLikeUtf16(bytes)) return decode(bytes, bytes[0] === 0 ? 'utf-16be' : 'utf-16le');
  const declared = fromHeader(contentType) ?? fromMeta(bytes);
  const utf8 = strictUtf8(bytes);
  if (utf8 !== null) return utf8;
  return decode(bytes, declared === undefined || /^utf-?(?:8|16)/i.test(declared) ? 'windows-1252' : declared);
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

/** `<` and what follows it with a zero byte between: no other encoding looks like this. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  return (a === 0x3c && b === 0 && d === 0) || (a === 0 && b === 0x3c && c === 0);
}

/** The stream may be cut inside a character: that one is dropped; anything else wrong means "not UTF-8". */
function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

function decode(bytes: Uint8Array, label: string): string {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function fromHeader(contentType: string | undefined): string | undefined {
  return /charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? '')?.[1];
}

function fromMeta(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, SNIFF_BYTES));
  return /<meta[^>]{0,200}?charset\s*=\s*["']?([^\s"'>/;]+)/i.exec(start)?.[1];
}
