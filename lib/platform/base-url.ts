/** The URL that others are made from by adding to its path, encoded; or what is wrong with it, for its setting. */
export function readBaseUrl(text: string): URL | string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    return 'must be a URL that begins with http:// or https://';
  if (/[?#]/.test(url.href)) return 'must end with its path: what is added would stand behind its "?" or "#"';
  if (url.username !== '' || url.password !== '') return 'must not hold a user or password';
  return url;
}

export const withoutSlash = (url: string): string => url.replace(/\/+$/, '');
