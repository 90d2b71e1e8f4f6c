import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const processSchema = z.object({ pid: z.number(), identity: z.string() });

/** `SOKO_HOME/run.json`: where the parts of a running system are. It holds secrets: its owner's eyes only. */
const runSchema = z.object({
  startedAt: z.string(),
  webUrl: z.string(),
  workerUrl: z.string(),
  databaseUrl: z.string(),
  inngestUrl: z.string().optional(),
  /** The settings its processes run with, for commands that join them. */
  environment: z.record(z.string(), z.string()),
  /** Processes by name, so that a later start can clean up after a killed supervisor. */
  processes: z.record(z.string(), processSchema),
});

export type RunFile = z.infer<typeof runSchema>;

export async function readRunFile(home: string): Promise<RunFile | undefined> {
  try {
    return runSchema.parse(JSON.parse(await readFile(fileIn(home), 'utf8')));
  } catch {
    return undefined;
  }
}

export async function writeRunFile(home: string, run: RunFile): Promise<void> {
  const draft = `${fileIn(home)}.new`;
  try {
    await writeFile(draft, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
    await rename(draft, fileIn(home));
  } catch (error) {
    // A full disk: the file as it was stays, and no half of a new one, which holds secrets.
    await rm(draft, { force: true });
    throw error;
  }
}

export async function removeRunFile(home: string): Promise<void> {
  await rm(fileIn(home), { force: true });
}

function fileIn(home: string): string {
  return path.join(home, 'run.json');
}
