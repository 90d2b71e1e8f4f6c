import type { Logger } from 'pino';
import { removeAppUrl } from '../store/apps';
import type { Database } from '../store/database';
import { readFunctionsDue } from '../store/jobs';
import { prune } from '../store/runs';
import type { AppDirectory } from './app-directory';
import type { Eraser } from './eraser';

/** What becomes due announces itself; this is for what could not, such as retries that were set before a restart. */
const LOOK_EVERY_MS = 2_000;
const TIDY_EVERY_MS = 60_000;

export interface HousekeeperOptions {
  database: Database;
  directory: AppDirectory;
  eraser: Eraser;
  retentionMs: number;
  logger: Logger;
  onDue(functionIds: string[]): void;
  onForgotten(): Promise<void>;
  onError(error: unknown): void;
}

/** What is done now and then: looking again, deleting what is old, forgetting processes that are gone. */
export class Housekeeper {
  #timers: NodeJS.Timeout[] = [];

  constructor(private readonly options: HousekeeperOptions) {}

  start(): void {
    const { onError } = this.options;
    const look = () => void this.#look().catch(onError);
    const tidy = () => void this.#tidy().catch(onError);
    this.#timers = [setInterval(look, LOOK_EVERY_MS), setInterval(tidy, TIDY_EVERY_MS)];
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #look(): Promise<void> {
    const { database, onDue } = this.options;
    onDue(await readFunctionsDue(database.query, Date.now()));
  }

  async #tidy(): Promise<void> {
    const { database, directory, eraser, retentionMs, logger, onForgotten } = this.options;
    const now = Date.now();
    await eraser.again(now);
    const forgotten = directory.forgettable(now);
    for (const { appId, url } of forgotten) {
      await removeAppUrl(database.query, appId, url);
      logger.info({ appId, url }, 'a process of an app has been gone for long; it is forgotten');
    }
    if (forgotten.length > 0) await onForgotten();
    const gone = await prune(database.query, retentionMs, now);
    if (gone.runs + gone.events > 0) logger.info(gone, 'old runs and events were deleted');
  }
}
