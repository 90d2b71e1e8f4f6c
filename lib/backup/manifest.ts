import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { SokoError } from '@/lib/platform/errors';

const MANIFEST = 'manifest.json';

const tableSchema = z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number().int() });

const manifestSchema = z.object({
  /** Of this folder's own form. */
  format: z.literal(1),
  madeAt: z.string(),
  /** The migrations that the database had, in order. */
  migrations: z.array(z.string()),
  /** In the order of who refers to whom: nobody before whom they refer to. */
  tables: z.array(tableSchema),
  sequences: z.array(z.object({ name: z.string(), last: z.string() })),
  pictures: z.object({ files: z.number().int(), bytes: z.number().int() }),
});

/** What a backup holds. It is written last: a folder without it is no backup. */
export type Manifest = z.infer<typeof manifestSchema>;
export type DumpedTable = z.infer<typeof tableSchema>;

export const manifestFile = (folder: string): string => path.join(folder, MANIFEST);
export const tableFile = (folder: string, table: string): string => path.join(folder, 'tables', `${table}.jsonl.gz`);

/** Errors: `no_backup`. */
export async function readManifest(folder: string): Promise<Manifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(manifestFile(folder), 'utf8')));
  } catch (error) {
    throw new SokoError({
      code: 'no_backup',
      message: `${folder} holds no backup that was finished, or one that this version cannot read (${MANIFEST}).`,
      status: 400,
      cause: error,
    });
  }
}
