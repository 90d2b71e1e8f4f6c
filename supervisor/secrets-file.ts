import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writePrivateJson } from './run-file';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const secretsSchema = z.object({
  databasePassword: hex,
  sokoSecret: hex,
  workerToken: hex,
  inngestEventKey: hex,
  inngestSigningKey: z.string().regex(/^signkey-prod-[0-9a-f]{64}$/),
});

export type Secrets = z.infer<typeof secretsSchema>;

export const secretsFile = (home: string): string => path.join(home, 'secrets.json');

/** The secrets of an embedded system: made at first start, then read, for its owner's eyes only. */
export async function readOrMakeSecrets(home: string): Promise<Secrets> {
  const file = secretsFile(home);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) return parse(text, file);
  const random = () => randomBytes(32).toString('hex');
  const secrets: Secrets = {
    databasePassword: random(),
    sokoSecret: random(),
    workerToken: random(),
    inngestEventKey: random(),
    inngestSigningKey: `signkey-prod-${random()}`,
  };
  // Half a file would leave a database that nobody can open.
  await writePrivateJson(file, secrets);
  return secrets;
}

function parse(text: string, file: string): Secrets {
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`${file} cannot be read. Restore it from a backup: without it the data beside it stays locked.`, {
      cause: error,
    });
  }
}
