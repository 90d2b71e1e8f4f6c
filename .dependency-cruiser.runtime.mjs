// What may be loaded, directly or by way of others. Imports of types are gone by then, so they are left out here.
import base from './.dependency-cruiser.mjs';

/** The browser, the model and their runtimes: heavy, native, at home in the worker. */
const HEAVY = anyOf('(^|node_modules/)', [
  'playwright',
  'playwright-core',
  '@sparticuz/chromium',
  'onnxruntime-node',
  'onnxruntime-common',
  '@huggingface/transformers',
]);
/** Node itself, our settings and our database: not for a browser. */
const OURS = String.raw`^lib/platform/(env|db|logger|secrets|metrics)\.ts$`;
const BUILT_IN = anyOf('^', ['fs', 'os', 'net', 'http', 'https', 'child_process', 'crypto', 'worker_threads']);
const SERVER_ONLY = `${OURS}|^node:|${BUILT_IN}`;

function anyOf(before, names) {
  return `${before}(${names.join('|')})(/|$)`;
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'web-never-loads-browser-or-model',
      severity: 'error',
      from: { path: String.raw`^(app/|components/|instrumentation\.ts$|next\.config\.ts$)` },
      to: { path: HEAVY, reachable: true },
    },
    {
      name: 'components-are-safe-in-a-browser',
      severity: 'error',
      from: { path: '^components/', pathNot: String.raw`\.test\.tsx?$` },
      to: { path: SERVER_ONLY, reachable: true },
    },
  ],
  options: { ...base.options, tsPreCompilationDeps: false },
};
