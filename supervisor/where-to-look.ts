import type { Env } from '@/lib/platform/env';

/** The last thing a start says: where everything is. */
export function whereToLook({ PUBLIC_URL }: Env, home: string): string {
  const lines = [
    ['Marketplace', PUBLIC_URL],
    ['Sell', `${PUBLIC_URL}/sell`],
    ['Review', `${PUBLIC_URL}/review`],
    ['Admin', `${PUBLIC_URL}/admin`],
    ['Sign-in for both', 'npm run soko -- users create --email YOU --role admin'],
    ['Data', home],
  ];
  return `\n  Soko is ready.\n\n${lines.map(([what, where]) => `  ${what?.padEnd(18)}${where}`).join('\n')}\n\n  Ctrl-C stops all of it.\n\n`;
}
