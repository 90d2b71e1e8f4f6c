/** How far into a page browsers look for its charset. */
const SNIFF_BYTES = 1024;

/**
 * A page's bytes as text, as browsers decide it: byte order mark, header, meta tag, UTF-8. A declaration that the bytes
 * contradict is not believed: much of the web says latin-1 and sends UTF-8. A bad byte costs the character it is in.
 */
export function decodeHtml(bytes: Uint8Array, contentType: string | undefined): string {
  const marked = byteOrderMark(bytes);
  if (marked === 'utf-8') return strictUtf8(bytes) ?? lenientUtf8(latin1(bytes));
  if (marked !== null) return decode(bytes, marked);
  if (looksLikeUtf16(bytes)) return decode(bytes, bytes[0] === 0 ? 'utf-16be' : 'utf-16le');
  const utf8 = strictUtf8(bytes);
  if (utf8 !== null) return utf8;
  const declared = [fromHeader(contentType), fromMeta(bytes)].find(isOtherCharset);
  const text = latin1(bytes);
  // Where another charset is declared, only little may be wrong with the page as UTF-8.
  if (isMostlyUtf8(text, declared === undefined ? 1 : LITTLE)) return lenientUtf8(text);
  return decode(bytes, declared ?? 'windows-1252');
}

/** Of what is UTF-8 in a page that says it is something else. */
const LITTLE = 0.25;
/** Characters of UTF-8 outside ASCII, surrogates as well, and bytes that are in none. */
const OUTSIDE_ASCII = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g;

function isMostlyUtf8(text: string, mostWrong: number): boolean {
  let [right, wrong] = [0, 0];
  for (const [{ length }] of text.matchAll(OUTSIDE_ASCII)) {
    if (length > 1) right += length;
    else wrong += 1;
  }
  return wrong <= right * mostWrong;
}

const SURROGATE_PAIR = /\xed([\xa0-\xaf])([\x80-\xbf])\xed([\xb0-\xbf])([\x80-\xbf])/g;
const SURROGATE = /\xed[\xa0-\xbf][\x80-\xbf]/g;
const REPLACEMENT = latin1(Buffer.from('\ufffd'));

/** Halves of a character, as Java writes them, are put together; one alone is lost. */
function lenientUtf8(text: string): string {
  const mended = text
    .replace(SURROGATE_PAIR, (pair) => {
      const [high, low] = [unitAt(pair, 0), unitAt(pair, 3)];
      return latin1(Buffer.from(String.fromCharCode(high, low)));
    })
    .replace(SURROGATE, REPLACEMENT);
  return new TextDecoder().decode(Buffer.from(mended, 'latin1'), { stream: true });
}

/** The UTF-16 unit that three bytes stand for. */
const unitAt = (bytes: string, at: number): number =>
  0xd000 | ((bytes.charCodeAt(at + 1) & 0x3f) << 6) | (bytes.charCodeAt(at + 2) & 0x3f);

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** A charset that there is, and that is not UTF-8: UTF-16 would have shown. */
function isOtherCharset(label: string | undefined): boolean {
  if (label === undefined) return false;
  try {
    return !/^utf-/.test(new TextDecoder(label).encoding);
  } catch {
    return false;
  }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

/** Two letters with zero bytes between: no other encoding looks like this. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return (a > 0 && b === 0 && c > 0 && d === 0) || (a === 0 && b > 0 && c === 0 && d > 0);
}

/** The stream may be cut inside a character: that one is dropped; anything else wrong means "not UTF-8". */
function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

const decode = (bytes: Uint8Array, label: string): string => new TextDecoder(label).decode(bytes);

function fromHeader(contentType: string | undefined): string | undefined {
  return /charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? '')?.[1];
}

function fromMeta(bytes: Uint8Array): string | undefined {
  return /<meta[^>]{0,200}?charset\s*=\s*["']?([^\s"'>/;]+)/i.exec(latin1(bytes.subarray(0, SNIFF_BYTES)))?.[1];
}
