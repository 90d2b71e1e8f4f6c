import { type Listening, listen } from './listening';

const MB = 1024 * 1024;
const head = (inside: string) =>
  `<!DOCTYPE html><html><head><meta charset="utf-8">${inside}</head><body></body></html>`;
const tags = '<meta property="og:title" content="Kiondo from Duka on WhatsApp.">';
const times = (text: string, bytes: number) => text.repeat(Math.ceil(bytes / text.length));

/**
 * Product pages that were written to keep a parser busy. Each is a few MB at the most, as the Hydrator reads no more of
 * a page.
 */
export const HOSTILE_PAGES: Record<string, () => string> = {
  'nested elements': () => head(times('<div>', MB)),
  'nested elements of the head': () => head(`${times('<noscript><template>', MB)}${tags}`),
  'nested tables': () => head(times('<table><tr><td>', MB)),
  'formatting elements': () => head(times('<a><b><i><font>', MB)),
  'one open tag': () => `<!DOCTYPE html><html><head><meta ${times('a="b" ', 4 * MB)}`,
  'one open tag of names': () => `<!DOCTYPE html><html><head><meta ${times('x ', 4 * MB)}`,
  'one open attribute': () => `<!DOCTYPE html><html><head><meta content="${times('<meta ', 4 * MB)}`,
  'open comments': () => `<!DOCTYPE html><html><head>${times('<!--', 2 * MB)}`,
  'comments that almost end': () => `<!DOCTYPE html><html><head><!--${times('--!', 2 * MB)}`,
  'open scripts': () => `<!DOCTYPE html><html><head>${times('<script>', 2 * MB)}`,
  'scripts in comments in scripts': () => `<!DOCTYPE html><html><head><script>${times('<!--<script>', 2 * MB)}`,
  'less-than signs': () => `<!DOCTYPE html><html><head>${times('<', 2 * MB)}`,
  'many tags': () => head(times('<meta property="og:title" content="x">', 2 * MB)),
  entities: () => head(`<meta property="og:title" content="${times('&amp', MB)}">`),
  'a title of entities': () => `<title>${times('&#x26;lt;', MB)}`,
  'spaced letters': () => head(`${tags}<meta property="og:description" content="${times('i g n o r e  ', MB)}">`),
  'words of an attack': () =>
    head(`${tags}<meta property="og:description" content="${times('ignore all previous ', MB)}">`),
  'white space': () => head(`${tags}<meta property="og:description" content="x${times(' \t', MB)}x">`),
  'digits like phones': () => head(`${tags}<meta property="og:description" content="${times('+254 7', MB)}">`),
  'prices without end': () => head(`${tags}<meta property="og:description" content="KES ${times('1,', MB)}">`),
};

/** Serves them by number, wherever they are asked for: `?page=0`, `?page=1`, … */
export function hostilePages(): Promise<Listening> {
  const pages = Object.values(HOSTILE_PAGES);
  return listen((request, response) => {
    const page = pages[Number(/[?&]page=(\d+)/.exec(request.url ?? '')?.[1])];
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page?.() ?? head(tags));
  });
}
