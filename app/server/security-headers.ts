/** A year, as browsers' own lists ask for. Not for subdomains: whose they are, and whether they have https, is not known here. */
const HTTPS_FOR_SECONDS = 365 * 24 * 60 * 60;

/** On every answer; the Content-Security-Policy of pages is `proxy.ts`'s. */
export function securityHeaders({ isHttps }: { isHttps: boolean }): [string, string][] {
  return [
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'strict-origin-when-cross-origin'],
    ['Permissions-Policy', 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ...(isHttps ? [['Strict-Transport-Security', `max-age=${HTTPS_FOR_SECONDS}`] satisfies [string, string]] : []),
  ];
}
