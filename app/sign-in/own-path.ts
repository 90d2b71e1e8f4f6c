const HOME = '/review';

/** Where to go after signing in: a path of ours, never another site. */
export function ownPath(next: string | undefined): string {
  if (!next?.startsWith('/') || /^\/[/\\]/.test(next)) return HOME;
  const base = 'http://soko.internal';
  if (!URL.canParse(next, base)) return HOME;
  const url = new URL(next, base);
  // Dots in a path can still leave two slashes in front, which a browser reads as another host.
  return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search : HOME;
}
