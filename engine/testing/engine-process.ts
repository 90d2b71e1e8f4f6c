import { eventually } from '../conformance/eventually';
import { type Child, startChild } from './child-process';

export interface EngineSettings {
  databaseUrl: string;
  port: number;
  eventKey: string;
  signingKey: string;
}

/** The engine as its own process, as it is run; resolves when it is ready or has ended. */
export async function startEngineProcess(settings: EngineSettings, env: Record<string, string> = {}): Promise<Child> {
  const child = startChild('engine/main.ts', {
    DATABASE_URL: settings.databaseUrl,
    ENGINE_PORT: `${settings.port}`,
    INNGEST_EVENT_KEY: settings.eventKey,
    INNGEST_SIGNING_KEY: settings.signingKey,
    ENGINE_RETRY_BASE_MS: '100',
    LOG_LEVEL: 'warn',
    ...env,
  });
  let hasEnded = false;
  void child.exit.then(() => {
    hasEnded = true;
  });
  await eventually(
    () => hasEnded || child.lines.some((line) => line.includes('"ready":true')),
    () => `the engine is ready:\n${[...child.lines, ...child.errors].join('\n')}`,
  );
  return child;
}
