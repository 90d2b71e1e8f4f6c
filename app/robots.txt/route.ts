import { publicUrl } from '@/app/wiring/process';

/** A route and no `robots.ts`: that would be written while building, when nobody knows yet where Soko will be. */
export const dynamic = 'force-dynamic';

/** Consoles, the API, sellers' own progress pages, and what depends on the person who asks. */
const CLOSED = ['/admin', '/review', '/sign-in', '/api/', '/sell/', '/search', '/saved', '/metrics'];

export function GET(): Response {
  const lines = [
    'User-agent: *',
    ...CLOSED.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${new URL('/sitemap.xml', publicUrl()).href}`,
    '',
  ];
  return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
