import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

/** What Next loads: what may be loaded at all is asked of it alone, and of what it reaches. */
const WEB = ['app', 'components', 'instrumentation.ts', 'next.config.ts'];
const CONFIGS = {
  '.dependency-cruiser.mjs': [...WEB, 'inngest', 'worker', 'lib', 'engine', 'supervisor', 'cli', 'tools', 'e2e'],
  '.dependency-cruiser.runtime.mjs': WEB,
};

const resultSchema = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
    totalCruised: z.number(),
  }),
});

export interface Violation {
  rule: string;
  from: string;
  to: string;
}

export interface Cruise {
  violations: Violation[];
  /** Modules looked at. */
  modules: number;
}

/** Holds the imports of a project against the rules of this one. */
export async function cruise(project: string): Promise<Cruise> {
  const results = await Promise.all(Object.entries(CONFIGS).map(([config, from]) => cruiseBy(config, from, project)));
  return {
    violations: results.flatMap(({ summary }) =>
      summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    ),
    modules: Math.max(...results.map(({ summary }) => summary.totalCruised)),
  };
}

async function cruiseBy(
  config: string,
  from: readonly string[],
  project: string,
): Promise<z.infer<typeof resultSchema>> {
  const here = path.resolve(import.meta.dirname, '../..');
  const flags = [
    '--import',
    path.join(import.meta.dirname, 'typescript-6.mjs'),
    path.join(here, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
    '--config',
    path.join(here, config),
    '--output-type',
    'json',
    ...from.filter((entry) => existsSync(path.join(project, entry))),
  ];
  const { stdout } = await promisify(execFile)(process.execPath, flags, {
    cwd: project,
    maxBuffer: 256 * 2 ** 20,
  }).catch(
    // It ends with the number of violations as its exit code.
    (error: { stdout?: string; stderr?: string }) => {
      if (!error.stdout) throw new Error(`dependency-cruiser failed: ${error.stderr}`, { cause: error });
      return { stdout: error.stdout };
    },
  );
  return resultSchema.parse(JSON.parse(stdout));
}
