import type { Env } from '@/lib/platform/env';
import { createAllowList } from '@/lib/platform/safe-fetch/allow-list';
import { createSafeFetch } from '@/lib/platform/safe-fetch/safe-fetch';
import { createHydrator, type Hydrator } from './hydrator';

type HydratorEnv = Pick<
  Env,
  'WHATSAPP_ORIGIN' | 'EXTRA_ALLOWED_HOSTS' | 'HYDRATE_USER_AGENTS' | 'HYDRATE_CONCURRENCY' | 'HYDRATE_TIMEOUT_MS'
>;

/** The one hydrator of a worker, from its settings. */
export function openHydrator(settings: HydratorEnv): Hydrator & { close(): Promise<void> } {
  const { WHATSAPP_ORIGIN: whatsappOrigin, EXTRA_ALLOWED_HOSTS: extraAllowedHosts } = settings;
  const allow = createAllowList({ whatsappOrigin, extraAllowedHosts });
  const safeFetch = createSafeFetch({ allow });
  const hydrator = createHydrator({
    safeFetch,
    allow,
    whatsappOrigin,
    userAgents: settings.HYDRATE_USER_AGENTS,
    concurrency: settings.HYDRATE_CONCURRENCY,
    timeoutMs: settings.HYDRATE_TIMEOUT_MS,
  });
  return { ...hydrator, close: () => safeFetch.close() };
}
