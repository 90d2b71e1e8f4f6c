import { Inngest } from 'inngest';
import type { Env } from '@/lib/platform/env';
import { AGAIN, isUnansweredFetch, SokoError } from '@/lib/platform/errors';
import { isInngestDev } from '@/lib/platform/inngest-addresses';
import type { Logger } from '@/lib/platform/logger';

export type AppId = 'soko-web' | 'soko-worker';

/** Unset INNGEST_BASE_URL: Inngest's own cloud. */
export type InngestSettings = Pick<
  Env,
  'INNGEST_BASE_URL' | 'INNGEST_EVENT_KEY' | 'INNGEST_SIGNING_KEY' | 'INNGEST_DEV'
>;

/** One client per process. `appId` decides which functions are whose; events reach both. */
export function openInngestClient(appId: AppId, settings: InngestSettings, logger: Logger): Inngest {
  const { INNGEST_BASE_URL: baseUrl, INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey } = settings;
  // The SDK reads all of process.env several times a call; the real one asks the operating system for each variable.
  // biome-ignore lint/style/noProcessEnv: no setting is read here
  process.env = { ...process.env };
  const client = new Inngest({
    id: appId,
    isDev: isInngestDev(settings.INNGEST_DEV),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(eventKey === undefined ? {} : { eventKey }),
    ...(signingKey === undefined ? {} : { signingKey }),
    logger: inngestLogger(logger),
  });
  const send: typeof client.send = client.send.bind(client);
  client.send = (payload, options) =>
    send(payload, options).catch((error: unknown) => {
      throw isUnansweredFetch(error) ? queueAway(error) : error;
    });
  return client;
}

const QUEUE_UNAVAILABLE = 'queue_unavailable';

/** What could not be sent for want of an answer. Whoever asked for it asks again, unless the message says otherwise. */
export function queueAway(cause: unknown, message = ASK_AGAIN): SokoError {
  return new SokoError({ code: QUEUE_UNAVAILABLE, message, retry: AGAIN, status: 503, cause });
}

const ASK_AGAIN = 'Soko’s queue of work does not answer. Please try again in some minutes.';

export const isQueueAway = (error: unknown): boolean => error instanceof SokoError && error.code === QUEUE_UNAVAILABLE;

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
