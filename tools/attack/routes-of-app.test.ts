import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ACTIONS, EXPECTED } from './access-table';
import { actionsOfApp, methodsOf, pathOf, routesOfApp } from './routes-of-app';

const APP = path.resolve(import.meta.dirname, '../../app');

describe('the routes of the app', () => {
  test('are read from its folders', async () => {
    const routes = await routesOfApp(APP);
    for (const route of ['POST /api/search', 'PUT /api/inngest', 'GET /admin/users', 'GET /api/syncs/[syncId]/items']) {
      expect(routes).toContain(route);
    }
  });

  test('have each an expectation of who may do what, and no other has one', async () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(await routesOfApp(APP));
  });

  test('have server actions, of which the same is said', async () => {
    expect(Object.keys(ACTIONS).sort()).toEqual(await actionsOfApp(APP));
  });

  test('export methods in more than one way', () => {
    const source =
      'export const GET = apiRoute(x);\nexport async function POST() {}\nexport function PUT() {}\nconst DELETE = 1;\n';
    expect(methodsOf(source)).toEqual(['GET', 'POST', 'PUT']);
    expect(methodsOf('export const GET = x;\nexport { GET as DELETE, one as PATCH };\n')).toEqual([
      'GET',
      'DELETE',
      'PATCH',
    ]);
  });

  test('are not told apart by groups', () => {
    expect(pathOf('/app', '/app/(market)/products/[productId]/page.tsx')).toBe('/products/[productId]');
  });
});
