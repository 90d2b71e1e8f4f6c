/** The longest of ours has some 100 characters; words are in the query, which Node bounds with the headers (16 kB). */
const LONGEST_PATH = 2_048;
/** A search with every filter has some twenty. Over 7,500, as many as 16 kB hold, Next takes two seconds. */
const MOST_PARAMETERS = 100;
/** Nothing of ours is meant by them, and Next cannot make a Request of one. */
const REFUSED_METHODS = new Set(['TRACE', 'TRACK', 'CONNECT']);
/** What a page of ours shows, sent as it goes on to the next; Next answers 500 to what it cannot read of it. */
const STATE_HEADER = 'next-router-state-tree';
const CONTROL_CHARACTERS = /\p{Cc}/u;
const HOST = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i;

export interface RequestLine {
  method?: string | undefined;
  url?: string | undefined;
  headers: { host?: string | undefined; [name: string]: string | string[] | undefined };
}

/** Whether something could be found at a request's address: it can be decoded, and says only what a path can say. */
export function isWellFormed({ method = 'GET', url = '/', headers }: RequestLine): boolean {
  if (REFUSED_METHODS.has(method)) return false;
  const { host, [STATE_HEADER]: state } = headers;
  if (state !== undefined && !(typeof state === 'string' && isRouterTree(parsed(state)))) return false;
  // HTTP/1.0 has none.
  if (host !== undefined && !(HOST.test(host) && URL.canParse(`http://${host}`))) return false;
  if (url.split('&', MOST_PARAMETERS + 2).length > MOST_PARAMETERS + 1) return false;
  const path = url.split(/[?#]/, 1)[0] ?? '';
  // Absolute addresses are for proxies, `*` for servers as a whole.
  if (!path.startsWith('/') || path.includes('\\') || path.length > LONGEST_PATH) return false;
  const decoded = decode(path);
  return decoded !== null && !CONTROL_CHARACTERS.test(decoded) && URL.canParse(url, 'http://soko.invalid');
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

function parsed(state: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(state));
  } catch {
    return undefined;
  }
}

/** `[segment, { name: tree }, …]`, as Next's router writes it. */
function isRouterTree(tree: unknown): boolean {
  if (!Array.isArray(tree)) return false;
  const [segment, children]: unknown[] = tree;
  const isSegment = typeof segment === 'string' || Array.isArray(segment);
  if (!isSegment || typeof children !== 'object' || children === null || Array.isArray(children)) return false;
  return Object.values(children).every(isRouterTree);
}
