import { randomInt } from 'node:crypto';
import { isPortFree } from '@/supervisor/free-port';

/**
 * Below what systems give out by themselves (32,768 and up on Linux): between the choice and the start, the engine or
 * any connection may be given a port from there.
 */
const [LOWEST, HIGHEST] = [20_000, 32_000];

export async function ownPort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isPortFree(port)) return port;
  }
}
