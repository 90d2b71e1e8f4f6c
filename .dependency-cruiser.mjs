// Who may import whom, types included. What may be loaded at all is in .dependency-cruiser.runtime.mjs.
// tools/boundaries/boundaries.integration.test.ts proves that each rule bites.

/** Tests and what only tests use may reach for the stand-in world and for each other's parts. */
const FOR_TESTS = String.raw`\.(test|contract)\.tsx?$|-for-tests\.tsx?$|/fixtures/`;
const OURS = '^(app|components|inngest|worker|lib|engine|supervisor|cli|tools|e2e)/';
const allBut = (...allowed) =>
  `^(?!(${allowed.join('|')})/)(app|components|inngest|worker|lib|engine|supervisor|cli|tools|e2e)/`;
/** An adapter is chosen where a process is wired together; everybody else knows its interface. */
const ADAPTERS = String.raw`/(milvus|postgres|s3|local|gemini|playwright|siglip|onnx|smtp)-[^/]+\.ts$`;
/** Code without Node or secrets in it, which a browser may load too. */
const CLIENT_SAFE = String.raw`^lib/catalog/(links|link-path)\.ts$|^lib/.+\.schema\.ts$`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'app-imports-components-lib-inngest',
      severity: 'error',
      from: { path: '^app/', pathNot: FOR_TESTS },
      to: { path: allBut('app', 'components', 'lib', 'inngest') },
    },
    {
      name: 'components-import-types-only',
      comment: 'Props in, no data access: types, and code that is safe in a browser.',
      severity: 'error',
      from: { path: '^components/', pathNot: FOR_TESTS },
      to: { path: allBut('components'), pathNot: CLIENT_SAFE, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'components-know-lib-only',
      severity: 'error',
      from: { path: '^components/', pathNot: FOR_TESTS },
      to: { path: allBut('components', 'lib') },
    },
    {
      name: 'inngest-imports-lib',
      severity: 'error',
      from: { path: '^inngest/', pathNot: FOR_TESTS },
      to: { path: allBut('inngest', 'lib') },
    },
    {
      name: 'worker-imports-inngest-lib',
      severity: 'error',
      from: { path: '^worker/', pathNot: FOR_TESTS },
      to: { path: allBut('worker', 'inngest', 'lib') },
    },
    {
      name: 'lib-imports-lib',
      severity: 'error',
      from: { path: '^lib/', pathNot: FOR_TESTS },
      to: { path: allBut('lib') },
    },
    {
      name: 'platform-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^lib/platform/', pathNot: FOR_TESTS },
      to: { path: OURS, pathNot: '^lib/platform/' },
    },
    {
      name: 'capabilities-know-interfaces',
      comment: "A capability uses other capabilities' interfaces, not their adapters.",
      severity: 'error',
      from: { path: '^lib/([^/]+)/', pathNot: FOR_TESTS },
      to: { path: `^lib/(?!$1/)[^/]+${ADAPTERS}` },
    },
    {
      name: 'engine-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^engine/', pathNot: FOR_TESTS },
      to: { path: OURS, pathNot: '^engine/' },
    },
    {
      name: 'engine-is-imported-by-nobody',
      comment: 'Moving to a real Inngest server is a setting. Tests may start it.',
      severity: 'error',
      from: { path: OURS, pathNot: `^(engine|e2e)/|${FOR_TESTS}` },
      to: { path: '^engine/' },
    },
    {
      name: 'supervisor-imports-lib',
      comment: '`npm run up` needs nothing that only a developer needs: tools import it, not the other way round.',
      severity: 'error',
      from: { path: '^supervisor/', pathNot: FOR_TESTS },
      to: { path: allBut('supervisor', 'lib') },
    },
    {
      name: 'cli-imports-inngest-lib-supervisor',
      severity: 'error',
      from: { path: '^cli/', pathNot: FOR_TESTS },
      to: { path: allBut('cli', 'inngest', 'lib', 'supervisor') },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { path: '^(app|components|inngest|worker|lib|engine|supervisor|cli)/', pathNot: FOR_TESTS },
      to: { path: FOR_TESTS },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'imports-resolve',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(bun|server-only)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: String.raw`^(\.next|dist|\.cache|\.soko[^/]*|next-env\.d\.ts|lib/platform/prisma-client)` },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
