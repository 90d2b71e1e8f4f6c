import type { Env } from '@/lib/platform/env';
import { createAllowList } from '@/lib/platform/safe-fetch/allow-list';
import { createSafeFetch, type SafeFetch } from '@/lib/platform/safe-fetch/safe-fetch';
import { createHydrator, type Hydrator } from './hydrator';

type HydratorEnv = Pick<
  Env,
  'WHATSAPP_ORIGIN' | 'EXTRA_ALLOWED_HOSTS' | 'HYDRATE_USER_AGENTS' | 'HYDRATE_CONCURRENCY' | 'HYDRATE_TIMEOUT_MS'
>;

/** The one hydrator of a worker, from its settings. `onFetch` is told of every answer, with its bytes as unpacked. */
export function openHydrator(
  settings: HydratorEnv,
  onFetch: (bytes: number) => void = () => {},
): Hydrator & { close(): Promise<void> } {
  const { WHATSAPP_ORIGIN: whatsappOrigin, EXTRA_ALLOWED_HOSTS: extraAllowedHosts } = settings;
  const allow = createAllowList({ whatsappOrigin, extraAllowedHosts });
  const safeFetch = createSafeFetch({ allow });
  const hydrator = createHydrator({
    safeFetch: counted(safeFetch, onFetch),
    allow,
    whatsappOrigin,
    userAgents: settings.HYDRATE_USER_AGENTS,
    concurrency: settings.HYDRATE_CONCURRENCY,
    timeoutMs: settings.HYDRATE_TIMEOUT_MS,
  });
  return { ...hydrator, close: () => safeFetch.close() };
}

/** A fetch without an answer brought nothing, and is counted all the same. */
function counted(safeFetch: SafeFetch, onFetch: (bytes: number) => void): SafeFetch {
  const fetchCounted = async (...request: Parameters<SafeFetch>) => {
    let bytes = 0;
    try {
      const response = await safeFetch(...request);
      bytes = response.body.length;
      return response;
    } finally {
      onFetch(bytes);
    }
  };
  return Object.assign(fetchCounted, { close: () => safeFetch.close() });
}
