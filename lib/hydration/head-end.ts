/** Elements whose content is text, whatever it looks like: JSON in a script may well hold "</head>" or "<meta …>". */
const RAW_TEXT = new Set(['script', 'style', 'title', 'textarea', 'noscript', 'template']);
/** Longer than any mark that is looked for, so that none is missed where two pieces meet. */
const CARRY = 32;

type Scan =
  | { over: true; at: number }
  /** `inside`: the mark that ends what the text stopped in the middle of. `keepFrom`: what has to be read again with the next piece. */
  | { over: false; inside: string | null; keepFrom: number };

/**
 * Tells when a page's `<head>` is over, fed piece by piece: at `</head>` or `<body`, but not inside scripts, comments or
 * attribute values.
 */
export function createHeadEndScanner(): (chunk: Uint8Array) => boolean {
  let rest = '';
  let inside: string | null = null;
  return (chunk) => {
    // Markup is ASCII in every charset met; UTF-16 is ASCII with zero bytes between.
    const piece = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1').replaceAll('\0', '');
    const text = rest + piece;
    const found = scan(text, inside);
    if (found.over) return true;
    inside = found.inside;
    rest = text.slice(found.keepFrom);
    return false;
  };
}

/** The page up to the end of its head, by the same rules. */
export function headOf(html: string): string {
  const found = scan(html, null);
  return found.over ? html.slice(0, found.at) : html;
}

function scan(text: string, startsInside: string | null): Scan {
  let inside = startsInside;
  let at = 0;
  for (;;) {
    if (inside !== null) {
      const end = indexOfMark(text, inside, at);
      if (end < 0) return { over: false, inside, keepFrom: Math.max(at, text.length - CARRY) };
      at = end + inside.length;
      inside = null;
    }
    const open = text.indexOf('<', at);
    if (open < 0) return { over: false, inside, keepFrom: text.length };
    const tag = readTag(text, open);
    // The tag goes on in the next piece.
    if (tag === null) return { over: false, inside, keepFrom: open };
    if (tag.name === '/head' || tag.name === 'body') return { over: true, at: open };
    if (tag.name === '!--') inside = '-->';
    else if (RAW_TEXT.has(tag.name)) inside = `</${tag.name}`;
    at = tag.end;
  }
}

const TAG_NAME = /<([a-z!/?][^\s/>]{0,30}|\/[^\s/>]{0,30})/iy;

/** Null when the text ends before the tag does. */
function readTag(text: string, open: number): { name: string; end: number } | null {
  // <!--> is a whole comment: its end may share the dashes of its start.
  if (text.startsWith('<!--', open)) return { name: '!--', end: open + 2 };
  TAG_NAME.lastIndex = open;
  const name = TAG_NAME.exec(text)?.[1]?.toLowerCase();
  if (name === undefined) return open + 1 >= text.length ? null : { name: '', end: open + 1 };
  const afterName = open + 1 + name.length;
  if (afterName >= text.length) return null;
  const end = tagEnd(text, afterName);
  return end < 0 ? null : { name, end: end + 1 };
}

/** The `>` that ends the tag: not one inside a quoted value. A quote opens a value only right after `=`. */
function tagEnd(text: string, from: number): number {
  let afterEquals = false;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === '>') return at;
    if (afterEquals && (char === '"' || char === "'")) {
      at = text.indexOf(char, at + 1);
      if (at < 0) return -1;
      afterEquals = false;
    } else if (char === '=') afterEquals = true;
    else if (char !== ' ' && char !== '\n' && char !== '\t' && char !== '\r') afterEquals = false;
  }
  return -1;
}

/** Where the mark stands, whatever its case. Scripts are long: no copy of them is lower-cased. */
function indexOfMark(text: string, mark: string, from: number): number {
  const first = mark.slice(0, 2);
  for (let at = text.indexOf(first, from); at >= 0; at = text.indexOf(first, at + 1)) {
    if (text.slice(at, at + mark.length).toLowerCase() === mark) return at;
  }
  return -1;
}
