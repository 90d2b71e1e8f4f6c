import { Inngest } from 'inngest';
import type { Logger } from '@/lib/platform/logger';

export type AppId = 'soko-web' | 'soko-worker';

export interface InngestSettings {
  appId: AppId;
  /** Of the engine or server; unset: Inngest's own cloud. */
  baseUrl?: string | undefined;
  eventKey?: string | undefined;
  signingKey?: string | undefined;
  /** Inngest's dev server takes unsigned calls. Never with the embedded engine. */
  isDev: boolean;
  logger: Logger;
}

/** One client per process. `appId` decides which functions are whose; events reach both. */
export function createInngestClient({ appId, baseUrl, eventKey, signingKey, isDev, logger }: InngestSettings): Inngest {
  // The SDK goes through all of process.env several times a call, and the real one asks the operating system for each variable:
  // a twentieth of what web does while products come in.
  // biome-ignore lint/style/noProcessEnv: no setting is read here
  process.env = { ...process.env };
  return new Inngest({
    id: appId,
    isDev,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(eventKey === undefined ? {} : { eventKey }),
    ...(signingKey === undefined ? {} : { signingKey }),
    logger: inngestLogger(logger),
  });
}

/** pino takes an object before the message, the SDK's loggers take it after. */
function inngestLogger(logger: Logger) {
  const lines = logger.child({ component: 'inngest' });
  const write = (level: 'info' | 'warn' | 'error' | 'debug') => (first: unknown, second?: unknown) => {
    const [message, detail] = typeof first === 'string' ? [first, second] : [String(second ?? ''), first];
    if (detail instanceof Error) lines[level]({ err: detail }, message);
    else if (typeof detail === 'object' && detail !== null) lines[level](detail, message);
    else lines[level](message);
  };
  return { info: write('info'), warn: write('warn'), error: write('error'), debug: write('debug') };
}
