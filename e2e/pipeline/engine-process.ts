import { startProcess, type TestProcess } from './test-process';

export interface EngineProcess extends TestProcess {
  url: string;
}

export interface EngineOptions {
  databaseUrl: string;
  eventKey: string;
  signingKey: string;
  /** 0 or nothing: a free one. */
  port?: number;
}

/** The embedded engine, as the supervisor starts it: a process of its own. */
export async function startEngineProcess({
  databaseUrl,
  eventKey,
  signingKey,
  port = 0,
}: EngineOptions): Promise<EngineProcess> {
  const engine = await startProcess('engine/main.ts', {
    DATABASE_URL: databaseUrl,
    INNGEST_EVENT_KEY: eventKey,
    INNGEST_SIGNING_KEY: signingKey,
    ENGINE_PORT: String(port),
    // A failed step is tried again soon, so that a test need not wait as long as a person would.
    ENGINE_RETRY_BASE_MS: '500',
  });
  return { ...engine, url: `http://127.0.0.1:${engine.port}` };
}
