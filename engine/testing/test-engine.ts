import type { EngineConfig } from '../config';
import { type RunningEngine, startEngine } from '../start-engine';
import { quietLogger } from './quiet-logger';

/** An engine in this process, on a free port, with quick retries. */
export function startTestEngine(
  config: Pick<EngineConfig, 'databaseUrl' | 'eventKey' | 'signingKey'> & Partial<EngineConfig>,
): Promise<RunningEngine> {
  return startEngine({
    host: '127.0.0.1',
    port: 0,
    metricsToken: undefined,
    allowedAppHosts: [],
    retentionMs: 24 * 3_600_000,
    retryBaseMs: 100,
    databaseGraceMs: 30_000,
    logger: quietLogger,
    ...config,
  });
}
