import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const METHOD = /^export (?:const|async function|function) (GET|HEAD|POST|PUT|PATCH|DELETE)\b/gm;
const LIST = /^export \{([^}]*)\}/gm;
const IN_LIST = /\b(GET|HEAD|POST|PUT|PATCH|DELETE)\s*(?=,|$)/g;

/**
 * `METHOD /path` of every route of the API and of every page of the consoles, as the folders say: a new one is among
 * them.
 */
export async function routesOfApp(app: string): Promise<string[]> {
  const routes = await filesUnder(path.join(app, 'api'), /^route\.tsx?$/);
  const pages = await Promise.all(
    ['admin', 'review'].map((folder) => filesUnder(path.join(app, folder), /^page\.tsx$/)),
  );
  const listed = await Promise.all(
    routes.map(async (file) =>
      methodsOf(await readFile(file, 'utf8')).map((method) => `${method} ${pathOf(app, file)}`),
    ),
  );
  return [...listed.flat(), ...pages.flat().map((file) => `GET ${pathOf(app, file)}`)].sort();
}

export function methodsOf(source: string): string[] {
  const listed = [...source.matchAll(LIST)].flatMap(([, list = '']) => [...list.trim().matchAll(IN_LIST)]);
  return [...source.matchAll(METHOD), ...listed].flatMap(([, method]) => method ?? []);
}

/** Groups in parentheses are no part of an address. */
export function pathOf(app: string, file: string): string {
  const folders = path.relative(app, path.dirname(file)).split(path.sep);
  return `/${folders.filter((folder) => !/^\(.*\)$/.test(folder)).join('/')}`;
}

async function filesUnder(folder: string, name: RegExp): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}
