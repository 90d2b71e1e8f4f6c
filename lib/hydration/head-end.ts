/** Elements whose content is text, whatever it looks like: JSON in a script may well hold "</head>" or "<meta …>". */
const RAW_TEXT = new Set(['script', 'style', 'title', 'textarea', 'noscript', 'template']);
/** Longer than any mark or name looked for: none is missed where two pieces meet, and no more is read twice. */
const CARRY = 40;

export interface Tag {
  /** In lower case: `meta`, `/title`, `!doctype`. */
  name: string;
  /** Where its `<` stands, and what comes after its `>`. */
  from: number;
  end: number;
}

/** Where in a tag: between attributes, after an `=`, in a value without quotes, or in one with this quote. */
type Place = 'between' | 'equals' | 'bare' | '"' | "'";

/** What the text stopped in the middle of: a tag after its name, or text that ends with a mark. */
type Inside = { kind: 'tag'; name: string; place: Place } | { kind: 'text'; until: string };

type Scan =
  | { over: true; at: number }
  /** `keepFrom`: what has to be read again with the next piece. */
  | { over: false; inside: Inside | null; keepFrom: number };

/**
 * Tells when a page's `<head>` is over, fed piece by piece: at `</head>` or `<body`, but not inside scripts, comments
 * or attribute values. Linear however the page is cut: a tag or comment that goes on is not read anew with each piece.
 */
export function createHeadEndScanner(): (chunk: Uint8Array) => boolean {
  let rest = '';
  let inside: Inside | null = null;
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

/** The page up to the end of its head, by the same rules. `seen` is told every whole tag on the way. */
export function headOf(html: string, seen?: (tag: Tag) => void): string {
  const found = scan(html, null, seen);
  return found.over ? html.slice(0, found.at) : html;
}

function scan(text: string, startsInside: Inside | null, seen?: (tag: Tag) => void): Scan {
  let inside = startsInside;
  let from = 0;
  for (let at = 0; ; ) {
    if (inside === null) {
      from = text.indexOf('<', at);
      if (from < 0) return { over: false, inside, keepFrom: text.length };
      const name = tagName(text, from);
      if (name === null) return { over: false, inside, keepFrom: from };
      at = from + 1 + name.length;
      if (name === '!--') {
        inside = { kind: 'text', until: '-->' };
        // <!--> is a whole comment: its end may share the dashes of its start.
        at -= 2;
      } else if (name !== '') inside = { kind: 'tag', name, place: 'between' };
    } else if (inside.kind === 'text') {
      const end = indexOfMark(text, inside.until, at);
      if (end < 0) return { over: false, inside, keepFrom: Math.max(at, text.length - CARRY) };
      at = end + inside.until.length;
      inside = null;
    } else {
      const { name } = inside;
      const end = tagEnd(text, at, inside.place);
      if (typeof end !== 'number') return { over: false, inside: { ...inside, place: end }, keepFrom: text.length };
      if (name === '/head' || name === 'body') return { over: true, at: from };
      at = end + 1;
      seen?.({ name, from, end: at });
      inside = RAW_TEXT.has(name) ? { kind: 'text', until: `</${name}` } : null;
    }
  }
}

const TAG_NAME = /<([a-z!/?][^\s/>]{0,30}|\/[^\s/>]{0,30})/iy;

/** Empty for a `<` that begins no tag; null when the text ends before that, or the name, is known. */
function tagName(text: string, from: number): string | null {
  if (text.startsWith('<!--', from)) return '!--';
  TAG_NAME.lastIndex = from;
  const name = TAG_NAME.exec(text)?.[1]?.toLowerCase();
  if (name === undefined) return from + 1 >= text.length ? null : '';
  return from + 1 + name.length >= text.length ? null : name;
}

/** The `>` that ends the tag, not one in a quoted value (opened only right after `=`); else the text's end. */
function tagEnd(text: string, from: number, startsAt: Place): number | Place {
  let place = startsAt;
  for (let at = from; at < text.length; at += 1) {
    if (place === '"' || place === "'") {
      at = text.indexOf(place, at);
      if (at < 0) return place;
      place = 'between';
      continue;
    }
    const char = text.charAt(at);
    if (char === '>') return at;
    const isSpace = char === ' ' || char === '\n' || char === '\t' || char === '\r' || char === '\f';
    if (place === 'equals' && !isSpace) place = char === '"' || char === "'" ? char : 'bare';
    else if (place === 'bare' && isSpace) place = 'between';
    else if (place === 'between' && char === '=') place = 'equals';
  }
  return place;
}

/** Where the mark stands, whatever its case. Scripts are long: no copy of them is lower-cased. */
function indexOfMark(text: string, mark: string, from: number): number {
  const first = mark.slice(0, 2);
  for (let at = text.indexOf(first, from); at >= 0; at = text.indexOf(first, at + 1)) {
    if (text.slice(at, at + mark.length).toLowerCase() === mark) return at;
  }
  return -1;
}
