/**
 * Where apps put a link that is shared through them, by host and the parameter that holds it (`''`: all of the query).
 * A host stands for its subdomains as well: only text is read, nothing is fetched from there.
 */
const WRAPPERS: Record<string, readonly string[]> = {
  'l.wl.co': ['u'],
  'facebook.com': ['u'],
  'instagram.com': ['u'],
  'messenger.com': ['u'],
  'threads.net': ['u'],
  'threads.com': ['u'],
  'googleweblight.com': ['lite_url', 'u'],
  'translate.google.com': ['u'],
  't.me': ['url'],
  'telegram.me': ['url'],
  'safelinks.protection.outlook.com': ['url'],
  'statics.teams.cdn.office.net': ['url'],
  'slack-redir.net': ['url'],
  'linkedin.com': ['url'],
  'youtube.com': ['q'],
  'reddit.com': ['url'],
  'vk.com': ['to'],
  'vk.ru': ['to'],
  'ok.ru': ['st.link'],
  'twitter.com': ['url'],
  'x.com': ['url'],
  'pinterest.com': ['url'],
  'tiktok.com': ['target', 'url'],
  'steamcommunity.com': ['u', 'url'],
  'link.zhihu.com': ['target'],
  'duckduckgo.com': ['uddg'],
  'exit.sc': ['url'],
  'disq.us': ['url'],
  'deref-mail.com': ['redirectUrl'],
  'deref-gmx.net': ['redirectUrl'],
  'href.li': [''],
  'anonym.to': [''],
  'dereferer.org': [''],
};
/** google.com, google.co.ke, google.com.ng, google.de. */
const GOOGLE = /^(?:www\.)?google\.(?:com?\.)?[a-z]{2,3}$/;
/** A link wrapped by one app is wrapped again by the next; every app escapes it once more. */
const MOST_ESCAPED = 4;

/** The link that another one only leads to, from its own text; null where it holds none. */
export function wrappedLink({ hostname, pathname, search, searchParams }: URL): string | null {
  const host = hostname.replace(/\.$/, '');
  const amp = GOOGLE.test(host) ? /^\/amp\/(?:s\/)?(.+)/.exec(pathname)?.[1] : undefined;
  if (amp !== undefined) return unescaped(amp);
  for (const name of parametersOf(host)) {
    const value = name === '' ? search.slice(1) : searchParams.get(name);
    if (value !== null && /[./]/.test(unescaped(value))) return unescaped(value).trim();
  }
  return null;
}

function parametersOf(host: string): readonly string[] {
  if (GOOGLE.test(host)) return ['q', 'url', 'imgrefurl'];
  const labels = host.split('.');
  const known = labels.map((_, from) => WRAPPERS[labels.slice(from).join('.')]).find((names) => names !== undefined);
  return known ?? [];
}

/** A link as it was before it was put into another one, or into a form's field. */
export function unescaped(link: string): string {
  let text = link;
  for (let times = 0; times < MOST_ESCAPED && /^(?:https?%|[^/]*%(?:25)*2f)/i.test(text); times += 1) {
    try {
      text = decodeURIComponent(text);
    } catch {
      return text;
    }
  }
  return text;
}
