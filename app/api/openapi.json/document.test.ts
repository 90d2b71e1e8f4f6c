import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { routesOfApp } from '@/tools/attack/routes-of-app';
import { openApiDocument } from './document';
import { API_ERRORS } from './errors';
import { OPERATIONS } from './operations';

/** Why these are in no document. */
const NOT_PUBLIC = [/ \/api\/\[\.\.\.path\]$/, / \/api\/inngest$/];

describe('the API’s document', () => {
  test('has every route with its methods, and no other', async () => {
    const routes = (await routesOfApp('app')).filter((route) => route.includes(' /api/'));
    const documented = routes.filter((route) => !NOT_PUBLIC.some((pattern) => pattern.test(route)));
    const paths = documented.map((route) => route.replace(/\[(\w+)\]/g, '{$1}'));
    expect(Object.keys(OPERATIONS).sort()).toEqual(paths.sort());
  });

  test('names the parameters of its paths', () => {
    for (const [call, { params = {} }] of Object.entries(OPERATIONS)) {
      const inPath = [...call.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect([call, Object.keys(params)]).toEqual([call, inPath]);
    }
  });

  test('calls each by a name of its own', () => {
    const ids = Object.values(OPERATIONS).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('knows no code that is nowhere thrown', () => {
    const sources = ['app', 'inngest', 'lib'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$|openapi\.json/.test(file))
        .map((file) => readFileSync(path.join(folder, file), 'utf8')),
    );
    const thrown = (code: string) => sources.some((source) => source.includes(`'${code}'`));
    expect(Object.keys(API_ERRORS).filter((code) => !thrown(code))).toEqual([]);
  });

  test('refers to nothing that it does not hold', () => {
    const document = openApiDocument('http://soko.test');
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    const { schemas } = document.components as { schemas: object };
    expect([...new Set(refs.map(([, name]) => name))].sort()).toEqual(Object.keys(schemas).sort());
  });

  test('says who may and how often', () => {
    const { paths } = openApiDocument('http://soko.test') as { paths: Record<string, Record<string, object>> };
    expect(paths['/api/review/queue']?.get).toMatchObject({
      security: [{ session: [] }],
      responses: { 401: {}, 403: {}, 429: { headers: { 'Retry-After': {} } } },
    });
    expect(paths['/api/sellers']?.post).toMatchObject({
      description: expect.stringContaining('At most 30 pastes at once and 10 a minute from there.'),
    });
    expect(paths['/api/health']?.get).not.toHaveProperty('security');
  });
});
