import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectionError } from '../store/connection-errors';

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1_000;

/**
 * Does work on the database again and again while the database is away, so that what an app has done is not forgotten because
 * PostgreSQL restarts. The work must be safe to repeat. Other errors are thrown, as is the last one once stopped.
 */
export async function persist<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isConnectionError(error) || signal.aborted) throw error;
      await sleep(waitMs, undefined, { signal }).catch(() => {});
    }
  }
}
