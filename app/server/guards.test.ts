import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** One that is another's under a second name has the other's guards. */
const HANDLER = /export const (GET|POST|PUT|PATCH|DELETE)\b(?! = (GET|POST|PUT|PATCH|DELETE);)/g;

describe('whatever is not for everybody asks for the role itself', () => {
  test.each([
    ['app/review', 'moderator'],
    ['app/admin', 'admin'],
  ])('every page under %s', (folder, role) => {
    const pages = filesUnder(folder, /(^|\/)(page|layout)\.tsx$/);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages)
      expect([page, readFileSync(page, 'utf8')]).toEqual([
        page,
        expect.stringContaining(`await requirePageRole('${role}')`),
      ]);
  });

  test.each(['app/api/review', 'app/api/admin'])('every route under %s', (folder) => {
    const routes = filesUnder(folder, /(^|\/)route\.ts$/);
    expect(routes.length).toBeGreaterThan(0);
    for (const route of routes) {
      const source = readFileSync(route, 'utf8');
      const handlers = source.match(HANDLER) ?? [];
      const guards = source.match(/await requireApiRole\(|assertRole\(await/g) ?? [];
      expect([route, guards.length]).toEqual([route, handlers.length]);
      // Only a GET may do with the role alone: what changes something checks where it comes from as well.
      if (/export const (POST|PUT|PATCH|DELETE)/.test(source))
        expect([route, source]).toEqual([route, expect.stringContaining('requireApiRole(')]);
    }
  });
});

describe('whatever is a shop’s asks whose it is', () => {
  test('every page of a shop but the one that shows whose it is', () => {
    const pages = filesUnder('app/sell/shops', /(^|\/)page\.tsx$/).filter((page) => !page.endsWith('/prove/page.tsx'));
    for (const page of pages)
      expect([page, readFileSync(page, 'utf8')]).toEqual([page, expect.stringContaining('await requireShopPage(')]);
  });
});

describe('every route has a limit', () => {
  /** Why these need none of ours. */
  const WITHOUT: Record<string, string> = {
    'app/api/health/route.ts': 'costs nothing',
    'app/robots.txt/route.ts': 'costs nothing',
    'app/api/ready/route.ts': 'asks once for all who ask at the same time',
    'app/api/inngest/route.ts': 'takes what Inngest has signed',
    'app/metrics/route.ts': 'asks for a token',
  };

  test.each(filesUnder('app', /(^|\/)route\.ts$/).filter((route) => !(route in WITHOUT)))('%s', (route) => {
    const source = readFileSync(route, 'utf8');
    const handlers = source.match(HANDLER) ?? [];
    const limits = source.match(/rateLimits\(\)\.\w+\.take\(|await require(ApiRole|Shop)\(/g) ?? [];
    expect(handlers.length).toBeGreaterThan(0);
    expect(limits.length).toBeGreaterThanOrEqual(handlers.length);
  });

  test('but those that are named, and are there', () => {
    const routes = filesUnder('app', /(^|\/)route\.ts$/);
    expect(Object.keys(WITHOUT).filter((route) => !routes.includes(route))).toEqual([]);
  });
});

function filesUnder(folder: string, name: RegExp): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => name.test(file)).map((file) => path.join(folder, file));
}
