import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { AGAIN, SokoError } from './errors';

/** A picture's worth. With less than this left PostgreSQL cannot go on either, which asks for as much at a time. */
const PROBE_BYTES = 1024 * 1024;
/** Readiness is asked every few seconds, by several: the disk is not written to for each. */
const KEPT_MS = 5_000;
/** One name for all: what a killed process left of it is written over by the next. */
const PROBE = '.disk-probe';

/** Whether a file operation failed because there is no room, not because of what it was about. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

export function diskFull(where: string, cause?: unknown): SokoError {
  return new SokoError({
    code: 'disk_full',
    message: `The disk that holds ${where} is full. Make room there; work goes on by itself then.`,
    retry: AGAIN,
    status: 503,
    cause,
  });
}

/** Asks whether a folder can be written to; keeps the answer for a while. Errors: `disk_full`, `disk_not_writable`. */
export function createDiskProbe(folder: string, write: (folder: string) => Promise<void> = writeProbe) {
  let asked: { at: number; answer: Promise<void> } | undefined;
  return (): Promise<void> => {
    if (asked === undefined || Date.now() - asked.at > KEPT_MS) {
      const answer = write(folder).catch((error: unknown) => {
        throw isDiskFull(error) ? diskFull(folder, error) : notWritable(folder, error);
      });
      asked = { at: Date.now(), answer };
    }
    return asked.answer;
  };
}

async function writeProbe(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, PROBE);
  try {
    const handle = await open(file, 'w', 0o600);
    try {
      await handle.writeFile(Buffer.alloc(PROBE_BYTES, 1));
      // Some file systems find out only now that there is no room.
      await handle.datasync();
    } finally {
      await handle.close();
    }
  } finally {
    await rm(file, { force: true });
  }
}

function notWritable(folder: string, cause: unknown): SokoError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = `${folder} cannot be written to (${why}). Look at SOKO_HOME and who owns it.`;
  return new SokoError({ code: 'disk_not_writable', message, retry: AGAIN, status: 503, cause });
}
