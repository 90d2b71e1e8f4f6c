import { isPortFree } from './free-port';

export interface NeededPort {
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
      return `Port ${port} is already taken, and ${neededBy} needs it. Stop what listens there, or choose another: ${setting}=${port + 1} npm run up`;
    }),
  );
  return problems.filter((problem) => problem !== undefined);
}
