import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isStillRunning, type KnownProcess } from '@/lib/platform/processes';
import type { Output } from './output';

/** They notice by themselves that their supervisor has gone, and stop within seconds; this is a little more. */
const LEAVE_WITHIN_MS = 8_000;

/** A process of ours that is recognised later. */
export const processSchema = z.object({ pid: z.number(), identity: z.string() });

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

export function writeRunFile(home: string, run: RunFile): Promise<void> {
  return writePrivateJson(fileIn(home), run);
}

export async function removeRunFile(home: string): Promise<void> {
  await rm(fileIn(home), { force: true });
}

/**
 * Waits for what a killed supervisor left behind, and in the end kills it. PostgreSQL is dealt with where it is
 * started.
 */
export async function clearLeftovers(home: string, output: Output): Promise<void> {
  const run = await readRunFile(home);
  const processes = Object.entries(run?.processes ?? {}).filter(([name]) => name !== 'postgres');
  await Promise.all(processes.map(([name, known]) => clear(name, known, output)));
}

async function clear(name: string, known: KnownProcess, output: Output): Promise<void> {
  if (!(await isStillRunning(known))) return;
  output.say('warn', `${name} of an earlier start (process ${known.pid}) is still there; waiting for it to end`);
  for (const giveUpAt = Date.now() + LEAVE_WITHIN_MS; Date.now() < giveUpAt; await sleep(100)) {
    if (!(await isStillRunning(known))) return;
  }
  try {
    process.kill(-known.pid, 'SIGKILL');
  } catch {
    // It went between the look and the kill.
  }
}

/**
 * Whole or not at all, for its owner's eyes only: a kill or a full disk leaves the file as it was, and no half of a new
 * one.
 */
export async function writePrivateJson(file: string, value: unknown): Promise<void> {
  const draft = `${file}.new`;
  try {
    await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function fileIn(home: string): string {
  return path.join(home, 'run.json');
}
