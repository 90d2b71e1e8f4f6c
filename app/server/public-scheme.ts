import { env } from '@/lib/platform/env';

/**
 * Whether people reach Soko by https: PUBLIC_URL's word, not a header's, which anybody may send. On plain http (a laptop) a secure
 * cookie would never come back.
 */
export const isHttps = (): boolean => env().PUBLIC_URL.startsWith('https://');
