/** The longest path of ours has some 100 characters; searches' words are in the query, which Node bounds with the headers (16 kB). */
const LONGEST_PATH = 2_048;
/** Nothing of ours is meant by them, and Next cannot make a Request of one. */
const REFUSED_METHODS = new Set(['TRACE', 'TRACK', 'CONNECT']);
const CONTROL_CHARACTERS = /\p{Cc}/u;
const HOST = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i;

export interface RequestLine {
  method?: string | undefined;
  url?: string | undefined;
  headers: { host?: string | undefined };
}

/** Whether a request's address is one that something could be found at: that it can be decoded, and says only what a path can say. */
export function isWellFormed({ method = 'GET', url = '/', headers: { host } }: RequestLine): boolean {
  if (REFUSED_METHODS.has(method)) return false;
  // HTTP/1.0 has none.
  if (host !== undefined && !(HOST.test(host) && URL.canParse(`http://${host}`))) return false;
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
