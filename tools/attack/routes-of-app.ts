import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const METHOD = /^export (?:const|async function|function) (GET|HEAD|POST|PUT|PATCH|DELETE)\b/gm;
const LIST = /^export \{([^}]*)\}/gm;
const IN_LIST = /\b(GET|HEAD|POST|PUT|PATCH|DELETE)\s*(?=,|$)/g;

/** Something that can be asked for. */
export interface Entry {
  /** `METHOD /path`, as the folders say. */
  route: string;
  file: string;
  kind: 'page' | 'route';
}

/** Every page and every route: a new one is among them. */
export async function entriesOfApp(app: string): Promise<Entry[]> {
  const files = await filesUnder(app, /^(route\.tsx?|page\.tsx)$/);
  const entries = await Promise.all(
    files.map(async (file): Promise<Entry[]> => {
      const isPage = path.basename(file) === 'page.tsx';
      const methods = isPage ? ['GET'] : methodsOf(await readFile(file, 'utf8'));
      return methods.map((method) => ({
        route: `${method} ${pathOf(app, file)}`,
        ...{ file, kind: isPage ? 'page' : 'route' },
      }));
    }),
  );
  return entries.flat().sort((one, other) => (one.route < other.route ? -1 : 1));
}

export async function routesOfApp(app: string): Promise<string[]> {
  return (await entriesOfApp(app)).map(({ route }) => route);
}

/** `FILE NAME` of every server action, from the folder that the app lies in. */
export async function actionsOfApp(app: string): Promise<string[]> {
  const root = path.dirname(app);
  const files = await Promise.all(
    ['app', 'components', 'lib'].map((folder) => filesUnder(path.join(root, folder), /\.tsx?$/)),
  );
  const actions = await Promise.all(
    files.flat().map(async (file) => {
      const source = await readFile(file, 'utf8');
      if (!/^\s*'use server';/m.test(source)) return [];
      const names = [...source.matchAll(/^export (?:default )?(?:async function|const) (\w+)/gm)];
      // One inside a component has no name of its own: it is to be moved to where it has.
      return (names.length === 0 ? [['', 'unnamed']] : names).map(([, name]) => `${path.relative(root, file)} ${name}`);
    }),
  );
  return actions.flat().sort();
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
