import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const fieldSchema = z.object({
  name: z.string(),
  dbName: z.string().nullish(),
  kind: z.enum(['scalar', 'enum', 'object', 'unsupported']),
  type: z.string(),
  isList: z.boolean(),
  isRequired: z.boolean(),
  isUnique: z.boolean(),
  isId: z.boolean(),
  nativeType: z.tuple([z.string(), z.array(z.string())]).nullish(),
  default: z.unknown().optional(),
  relationFromFields: z.array(z.string()).optional(),
  relationToFields: z.array(z.string()).optional(),
  relationOnDelete: z.string().optional(),
  relationOnUpdate: z.string().optional(),
});

const datamodelSchema = z.object({
  enums: z.array(
    z.object({ name: z.string(), dbName: z.string().nullish(), values: z.array(z.object({ name: z.string() })) }),
  ),
  models: z.array(
    z.object({
      name: z.string(),
      dbName: z.string().nullable(),
      fields: z.array(fieldSchema),
      primaryKey: z.object({ fields: z.array(z.string()) }).nullable(),
      uniqueFields: z.array(z.array(z.string())),
    }),
  ),
  indexes: z.array(
    z.object({
      model: z.string(),
      type: z.string(),
      fields: z.array(z.object({ name: z.string(), sortOrder: z.string().optional() })),
    }),
  ),
});

export type Datamodel = z.infer<typeof datamodelSchema>;
export type ModelField = z.infer<typeof fieldSchema>;

/** A generator as Prisma's CLI talks to it: a request a line on stdin, an answer a line on stderr. */
const GENERATOR = `
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  if (method === 'generate') writeFileSync(process.env.DATAMODEL_FILE, JSON.stringify(params.dmmf.datamodel));
  const result = method === 'getManifest' ? { manifest: { prettyName: 'data model', defaultOutput: '.' } } : null;
  process.stderr.write(JSON.stringify({ jsonrpc: '2.0', result, id }) + '\\n');
});
`;

/** The data model as Prisma understands `prisma/schema.prisma`, with native types, keys and relations. */
export async function readDatamodel(schemaFile = 'prisma/schema.prisma'): Promise<Datamodel> {
  const folder = await mkdtemp(path.join(tmpdir(), 'soko-datamodel-'));
  const file = (name: string) => path.join(folder, name);
  try {
    await writeFile(file('generator.mjs'), GENERATOR);
    const generator = `\ngenerator datamodel {\n  provider = "node ${file('generator.mjs')}"\n}\n`;
    await writeFile(file('schema.prisma'), (await readFile(schemaFile, 'utf8')) + generator);
    const cli = path.join(
      path.dirname(createRequire(import.meta.url).resolve('prisma/package.json')),
      'build/index.js',
    );
    await promisify(execFile)(
      process.execPath,
      [cli, 'generate', '--schema', file('schema.prisma'), '--generator', 'datamodel', '--no-hints'],
      {
        env: {
          ...process.env,
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
          DATAMODEL_FILE: file('datamodel.json'),
          CHECKPOINT_DISABLE: '1',
        },
      },
    );
    return datamodelSchema.parse(JSON.parse(await readFile(file('datamodel.json'), 'utf8')));
  } finally {
    await rm(folder, { recursive: true });
  }
}
