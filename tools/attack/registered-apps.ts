import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AttackedSystem } from './attacked-system';
import { ask } from './client';

const statusSchema = z.object({ apps: z.array(z.object({ appId: z.string(), url: z.string() })) });
const PREFIX = /^signkey-\w+-/;

/** What an app sends for its signing key: Inngest's protocol. */
export function bearerOf(signingKey: string): string {
  const prefix = PREFIX.exec(signingKey)?.[0] ?? '';
  const hash = createHash('sha256')
    .update(Buffer.from(signingKey.slice(prefix.length), 'hex'))
    .digest('hex');
  return `Bearer ${prefix}${hash}`;
}

/**
 * `APP URL` of everything that the engine would call. Nothing while it does not answer: whether it lives is asked
 * elsewhere.
 */
export async function registeredUrls(system: AttackedSystem): Promise<string[]> {
  const { status, text } = await ask(`http://127.0.0.1:${system.ports.engine}/status`, {
    headers: { authorization: bearerOf(system.environment.INNGEST_SIGNING_KEY ?? '') },
    patienceMs: 10_000,
  });
  if (status !== 200) return [];
  return statusSchema.parse(JSON.parse(text)).apps.map(({ appId, url }) => `${appId} ${url}`);
}

/** Those that were not there before, and whatever is not the app's own port on this machine. */
export function strangeUrls(after: string[], before: string[], ports: { web: number; worker: number }): string[] {
  return after.filter((entry) => {
    const [appId, url = ''] = entry.split(' ');
    const port = appId === 'soko-web' ? ports.web : ports.worker;
    return !before.includes(entry) || Number(new URL(url).port) !== port;
  });
}
