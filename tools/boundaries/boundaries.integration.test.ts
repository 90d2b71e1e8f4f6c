import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cruise, type Violation } from './cruise';

const VALUE = 'export const value = 1;\nexport interface Shape { a: number }\n';
const importing = (...modules: string[]) =>
  modules.map((module, i) => `import { value as v${i} } from '${module}';\nexport const e${i} = v${i};`).join('\n');
const importingType = (module: string) =>
  `import type { Shape } from '${module}';\nexport const shape: Shape = { a: 1 };\n`;

/** Files that break one rule each, by rule. The first file is the one to be blamed. */
const BREAKING: Record<string, Record<string, string>> = {
  'app-imports-components-lib-inngest': { 'app/loads-worker.ts': importing('@/worker/value') },
  'components-import-types-only': { 'components/reads-data.tsx': importing('@/lib/products/value') },
  'components-know-lib-only': { 'components/knows-app.tsx': importingType('@/app/value') },
  'inngest-imports-lib': { 'inngest/loads-worker.ts': importing('@/worker/value') },
  'worker-imports-inngest-lib': { 'worker/loads-app.ts': importing('@/app/value') },
  'lib-imports-lib': { 'lib/products/knows-inngest.ts': importingType('@/inngest/value') },
  'platform-imports-nothing-of-ours': { 'lib/platform/knows-products.ts': importingType('@/lib/products/value') },
  'capabilities-know-interfaces': {
    'lib/products/knows-adapter.ts': importing('@/lib/vectors/milvus-vector-store'),
    'lib/vectors/milvus-vector-store.ts': VALUE,
  },
  'engine-imports-nothing-of-ours': { 'engine/knows-platform.ts': importing('@/lib/platform/value') },
  'supervisor-imports-lib': { 'supervisor/loads-a-tool.ts': importing('@/tools/value') },
  'cli-imports-inngest-lib-supervisor': { 'cli/loads-worker.ts': importing('@/worker/value') },
  'engine-is-imported-by-nobody': { 'cli/loads-engine.ts': importing('@/engine/value') },
  'product-does-not-import-tests': {
    'lib/products/loads-a-test.ts': importing('./products-for-tests'),
    'lib/products/products-for-tests.ts': VALUE,
  },
  'no-cycles': { 'lib/syncs/one.ts': importing('./other'), 'lib/syncs/other.ts': `${importing('./one')}\n${VALUE}` },
  'imports-resolve': { 'lib/syncs/lost.ts': importing('./nowhere') },
  'web-never-loads-browser-or-model': {
    'app/loads-model-by-way.ts': importing('@/lib/embedding/by-way'),
    'lib/embedding/by-way.ts': `${importing('./model')}\n${VALUE}`,
    'lib/embedding/model.ts': `${importing('onnxruntime-node')}\n${VALUE}`,
  },
  'components-are-safe-in-a-browser': {
    'components/loads-settings-by-way.tsx': importing('@/lib/catalog/links'),
    'lib/catalog/links.ts': `${importing('@/lib/platform/env')}\n${VALUE}`,
    'lib/platform/env.ts': VALUE,
  },
};

/** What is meant to be allowed, so that no rule is wider than it says. */
const ALLOWED: Record<string, string> = {
  'app/page.tsx': importing('@/components/value', '@/lib/products/value', '@/inngest/value'),
  'components/card.tsx': importingType('@/lib/products/value'),
  'components/form.tsx': importing('@/lib/catalog/search.schema'),
  'lib/catalog/search.schema.ts': VALUE,
  'inngest/stage.ts': importing('@/lib/products/value'),
  'worker/serve.ts': importing('@/lib/embedding/model-type', '@/inngest/value'),
  'lib/embedding/model-type.ts': `${importing('onnxruntime-node')}\n${VALUE}`,
  'app/type-of-model.ts': importingType('@/lib/embedding/model-type'),
  'lib/syncs/uses.ts': importing('@/lib/platform/value', '@/lib/products/value'),
  'lib/products/value.test.ts': importing('@/e2e/value', '@/lib/vectors/milvus-vector-store', './products-for-tests'),
  'e2e/starts-engine.ts': importing('@/engine/value'),
  'supervisor/system.ts': importing('@/lib/platform/value'),
  'cli/main.ts': importing('@/inngest/value', '@/lib/products/value', '@/supervisor/value'),
  'tools/builds.ts': importing('@/supervisor/value'),
};

let project: string;
let violations: Violation[];

beforeAll(async () => {
  project = await mkdtemp(path.join(tmpdir(), 'soko-boundaries-'));
  const values = ['app', 'components', 'inngest', 'worker', 'engine', 'supervisor', 'tools', 'e2e', 'lib/products'];
  const files: Record<string, string> = {
    'package.json': '{ "name": "fixture", "type": "module", "dependencies": { "onnxruntime-node": "1" } }',
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        module: 'ESNext',
        moduleResolution: 'Bundler',
        jsx: 'react-jsx',
        verbatimModuleSyntax: true,
        paths: { '@/*': ['./*'] },
      },
    }),
    'node_modules/onnxruntime-node/package.json':
      '{ "name": "onnxruntime-node", "version": "1.0.0", "main": "index.js" }',
    'node_modules/onnxruntime-node/index.js': 'exports.value = 1;',
    ...Object.fromEntries([...values, 'lib/platform'].map((folder) => [`${folder}/value.ts`, VALUE])),
    ...Object.assign({}, ...Object.values(BREAKING)),
    ...ALLOWED,
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(project, name)), { recursive: true });
    await writeFile(path.join(project, name), text);
  }
  violations = (await cruise(project)).violations;
});

afterAll(() => rm(project, { recursive: true }));

test.each(Object.entries(BREAKING))('%s bites', (rule, files) => {
  expect(violations.filter((violation) => violation.rule === rule).map(({ from }) => from)).toContain(
    Object.keys(files)[0],
  );
});

test('what is allowed is not blamed', () => {
  const blamed = new Set(violations.map(({ from }) => from));
  expect(Object.keys(ALLOWED).filter((file) => blamed.has(file))).toEqual([]);
});

test('every rule has a file that breaks it', async () => {
  const configs = await Promise.all(
    ['.dependency-cruiser.mjs', '.dependency-cruiser.runtime.mjs'].map((file) => import(path.resolve(file))),
  );
  const rules = configs.flatMap((config) => config.default.forbidden.map(({ name }: { name: string }) => name));
  expect(Object.keys(BREAKING).sort()).toEqual(rules.sort());
});
