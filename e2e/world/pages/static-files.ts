import { type Exchange, hangUntilClientLeaves, send } from '@/e2e/world/http/exchange';
import type { RequestKind } from '@/e2e/world/stats';

/** A transparent GIF of one pixel. */
export const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

const FILES: Record<string, { kind: RequestKind; type: string; body: string | Buffer }> = {
  '/static/app.css': {
    kind: 'stylesheet',
    type: 'text/css',
    body: '.card img { width: 100%; height: 200px; }',
  },
  '/static/optimistic.woff2': {
    kind: 'font',
    type: 'font/woff2',
    body: Buffer.from('wOF2 not really'),
  },
  '/static/tour.mp4': {
    kind: 'media',
    type: 'video/mp4',
    body: Buffer.alloc(1024),
  },
  '/static/analytics.js': {
    kind: 'tracker',
    type: 'text/javascript',
    body: "fetch('/tr?id=2&ev=Ping', { method: 'POST' });",
  },
  '/tr': { kind: 'tracker', type: 'image/gif', body: PIXEL },
  '/favicon.ico': { kind: 'other', type: 'image/gif', body: PIXEL },
};

/** The resources around a catalogue page. `never.js` never comes, so the page's load event never fires. */
export function staticFile(path: string): { kind: RequestKind; serve(exchange: Exchange): Promise<void> } | undefined {
  if (path === '/static/never.js') return { kind: 'script', serve: hangUntilClientLeaves };
  const file = FILES[path];
  if (file === undefined) return undefined;
  return {
    kind: file.kind,
    serve: async (exchange) => send(exchange, 200, file.type, file.body),
  };
}
