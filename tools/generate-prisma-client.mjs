// After `npm install`: writes lib/platform/prisma-client from prisma/schema.prisma.
// Plain JavaScript, because it runs before anything can be relied on.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const prisma = path.join(path.dirname(createRequire(import.meta.url).resolve('prisma/package.json')), 'build/index.js');
const { status } = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    // Prisma's CLI downloads its schema engine even where it is not used, as here. Any existing file keeps it from
    // that.
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
});
if (status !== 0)
  process.stderr.write('The database client could not be generated: run `node tools/generate-prisma-client.mjs`.\n');
process.exitCode = status ?? 1;
