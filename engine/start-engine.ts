import type { Logger } from 'pino';
import type { EngineConfig, EngineError } from './config';
import { Engine } from './engine';
import { listen } from './http/server';
import { Database } from './store/database';
import { EngineLock } from './store/engine-lock';
import { migrate } from './store/migrations';

const STOP_GRACE_MS = 5_000;

export interface StartEngineOptions extends EngineConfig {
  logger: Logger;
  /** The engine cannot go on and has stopped: the database stayed away, or another engine works on it. */
  onFatal?: (error: EngineError) => void;
}

export interface RunningEngine {
  url: string;
  port: number;
  /** Calls under way get a few seconds to end. */
  stop(graceMs?: number): Promise<void>;
}

/** Starts the embedded Inngest engine. Throws an EngineError that says why it cannot. */
export async function startEngine({ logger, onFatal, ...config }: StartEngineOptions): Promise<RunningEngine> {
  const database = new Database(config.databaseUrl, logger);
  let engine: Engine | undefined;
  let stopping: Promise<void> | undefined;
  let close = async () => {};
  const lock = new EngineLock({
    databaseUrl: config.databaseUrl,
    graceMs: config.databaseGraceMs,
    logger,
    onChange: (isAvailable) => engine?.setAvailable(isAvailable),
    onLost: (error) => {
      void stop(0).finally(() => onFatal?.(error));
    },
  });
  const stop = (graceMs = STOP_GRACE_MS): Promise<void> => {
    stopping ??= (async () => {
      await close();
      await engine?.stop(graceMs);
      await lock.release();
      await database.close();
    })();
    return stopping;
  };
  try {
    await lock.acquire();
    await migrate(database);
    engine = new Engine(config, database, logger);
    await engine.prepare();
    const { server, port } = await listen(engine);
    close = () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // Apps that store steps of calls that are given a few seconds may do so until then.
        setTimeout(() => server.closeAllConnections(), 500);
      });
    await engine.start();
    return { url: `http://${config.host}:${port}`, port, stop };
  } catch (error) {
    await stop(0);
    throw error;
  }
}
