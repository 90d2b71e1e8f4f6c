import { createServer } from 'node:net';

/** A port nobody listens on at this moment, on loopback. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('the system gave no port'));
      });
    });
  });
}

/** Whether somebody can listen on this port, on every address as the web does. */
export function isPortFree(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

interface NeededPort {
  setting: string;
  port: number;
  /** Who listens on it, as a person reads it. */
  neededBy: string;
  host?: string;
}

/** What to tell about ports that somebody else listens on; empty when all are free. */
export async function portsTaken(needed: NeededPort[]): Promise<string[]> {
  const problems = await Promise.all(
    needed.map(async ({ setting, port, neededBy, host }) => {
      if (port === 0 || (await isPortFree(port, host))) return undefined;
      const taken = `Port ${port} is already taken, and ${neededBy} needs it.`;
      return `${taken} Stop what listens there, or choose another: ${setting}=${port + 1} npm run up`;
    }),
  );
  return problems.filter((problem) => problem !== undefined);
}
