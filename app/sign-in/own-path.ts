const HOME = '/review';

/** Where to go after signing in: a path of ours, never another site. */
export function ownPath(next: string | undefined): string {
  if (!next?.startsWith('/') || /^\/[/\\]/.test(next)) return HOME;
  const base = 'http://soko.internal';
  if (!URL.canParse(next, base)) return HOME;
  const url = new URL(next, base);
  return url.origin === base ? url.pathname + url.search : HOME;
}
