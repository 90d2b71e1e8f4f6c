import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build, type BuildOptions as EsbuildOptions } from 'esbuild';
import { contentHash } from './content-hash';

/** What runs outside Next: a file each in dist/. */
export const BUNDLES = {
  engine: 'engine/main.ts',
  worker: 'worker/main.ts',
  'embedding-thread': 'lib/embedding/embedding-thread.ts',
  scout: 'lib/catalog/scout-child.ts',
  'exit-with-parent': 'supervisor/exit-with-parent.ts',
  supervisor: 'supervisor/start-built.ts',
  soko: 'cli/main.ts',
};

const COMMON_SOURCES = [
  'lib',
  'inngest',
  'prisma/schema.prisma',
  'package-lock.json',
  'tsconfig.json',
  'supervisor/build',
];

interface BuildStep {
  name: string;
  sources: string[];
  /** A file that is there when the step has been done. */
  output: string;
  run(options: BuildOptions): Promise<void>;
}

export interface BuildOptions {
  root: string;
  log(line: string): void;
  /** Builds what has not changed, too. */
  force?: boolean;
  /** Ends a build under way. */
  signal?: AbortSignal;
}

const STEPS: BuildStep[] = [
  {
    name: 'bundles',
    sources: [...COMMON_SOURCES, 'engine', 'worker', 'cli', 'supervisor'],
    output: 'dist/worker.js',
    run: bundle,
  },
  {
    name: 'web',
    sources: [
      ...COMMON_SOURCES,
      'app',
      'components',
      'messages',
      'public',
      'next.config.ts',
      'postcss.config.mjs',
      'instrumentation.ts',
      'proxy.ts',
    ],
    output: '.next/BUILD_ID',
    run: buildWeb,
  },
];

/** Builds what is missing or made from other sources than these, by their contents: a second call does nothing. */
export async function buildWhatIsOld(options: BuildOptions): Promise<void> {
  for (const step of STEPS) {
    const stamp = path.join(options.root, 'dist', `${step.name}.built-from`);
    const hash = await contentHash(options.root, step.sources);
    const isThere = existsSync(path.join(options.root, step.output));
    if (!options.force && isThere && (await readFile(stamp, 'utf8').catch(() => '')) === hash) continue;
    const startedAt = Date.now();
    options.log(`building ${step.name} …`);
    // A build that is cut short must not pass for a whole one.
    await rm(stamp, { force: true });
    await step.run(options);
    await mkdir(path.dirname(stamp), { recursive: true });
    await writeFile(stamp, hash);
    options.log(`built ${step.name} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  }
}

async function bundle({ root }: BuildOptions): Promise<void> {
  await build(bundleOptions(root));
}

export function bundleOptions(root: string) {
  return {
    absWorkingDir: root,
    entryPoints: BUNDLES,
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  } satisfies EsbuildOptions;
}

async function buildWeb({ root, log, signal }: BuildOptions): Promise<void> {
  const next = createRequire(path.join(root, 'package.json')).resolve('next/dist/bin/next');
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    ...(signal ? { signal } : {}),
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      log(line);
    });
  }
  const [code, killedBy] = await once(child, 'close');
  if (code !== 0)
    throw new Error(`next build failed (${killedBy ?? `exit code ${code}`}):\n${lines.slice(-30).join('\n')}`);
}
