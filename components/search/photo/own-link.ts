/** Something of ours that a pasted or dropped link leads to. */
export type OwnLink =
  | { kind: 'product'; productId: string }
  /** A picture that we serve ourselves. */
  | { kind: 'picture'; path: string }
  /** A search that somebody shared. */
  | { kind: 'search'; path: string };

/** What of ours a text links to: the text is that link and nothing else. Null for whatever is not ours. */
export function readOwnLink(text: string, origin: string): OwnLink | null {
  const link = text.trim();
  if (link.length > 2_000 || !/^https?:\/\/\S+$/.test(link) || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.origin !== origin) return null;
  const productId = /^\/products\/(\d{1,20})$/.exec(url.pathname)?.[1];
  if (productId !== undefined) return { kind: 'product', productId };
  if (/^\/media\/[\w./-]+$/.test(url.pathname)) return { kind: 'picture', path: url.pathname + url.search };
  if (url.pathname === '/search' && url.search !== '') return { kind: 'search', path: url.pathname + url.search };
  return null;
}

/** A picture that we serve ourselves, to search with it. Null when it is gone. */
export async function fetchOwnPicture(path: string): Promise<Blob | null> {
  const answer = await fetch(path).catch(() => null);
  return answer?.ok ? answer.blob() : null;
}
