import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const readyLine = z.object({
  origin: z.string(),
  allowedHosts: z.string(),
  geminiApiKey: z.string(),
  geminiBaseUrl: z.string(),
  sellers: z.array(z.object({ link: z.string() })),
});
const kind = z.object({ requests: z.number() });
const statsAnswer = z.object({ kinds: z.object({ image: kind, page: kind, 'link-product': kind }) });

/** What the world has served since the counting began. */
export interface Served {
  pictures: number;
  pages: number;
}

/** The stand-in world in a process of its own: what is measured shares no event loop with it. */
export interface WorldProcess {
  origin: string;
  allowedHosts: string[];
  geminiApiKey: string;
  geminiBaseUrl: string;
  /** Catalogue links, in the order the sellers were added. */
  links: string[];
  /** One of e2e/world/control/commands.ts. */
  control(command: string, fields?: object): Promise<void>;
  served(): Promise<Served>;
  stop(): Promise<void>;
}

export async function startWorldProcess(flags: string[]): Promise<WorldProcess> {
  const ports = ['--port', '0', '--cdn-port', '0', '--gemini-port', '0'];
  const child = spawn(process.execPath, ['--import', 'tsx', 'e2e/world/main.ts', ...ports, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the stand-in world ended with ${code}`)));
  });
  const { sellers, allowedHosts, ...addresses } = readyLine.parse(JSON.parse(line));
  const controlUrl = `${addresses.origin}/_control`;
  return {
    ...addresses,
    allowedHosts: allowedHosts.split(','),
    links: sellers.map(({ link }) => link),
    control: async (command, fields = {}) => {
      const answer = await fetch(`${controlUrl}/${command}`, { method: 'POST', body: JSON.stringify(fields) });
      if (!answer.ok) throw new Error(`the stand-in world refused ${command}: ${await answer.text()}`);
    },
    served: async () => {
      const { kinds } = statsAnswer.parse(await (await fetch(`${controlUrl}/stats`)).json());
      return { pictures: kinds.image.requests, pages: kinds.page.requests };
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A world with one big seller, whose pages take 50 ms and whose pictures are drawn already. */
export async function withBigSeller<T>(
  products: number,
  work: (world: WorldProcess, link: string) => Promise<T>,
): Promise<T> {
  const flags = ['--no-demo', '--big-seller', String(products), '--draw-ahead', '--page-latency', '50'];
  const world = await startWorldProcess(flags);
  try {
    const link = world.links[0];
    if (link === undefined) throw new Error('the stand-in world has no seller');
    return await work(world, link);
  } finally {
    await world.stop();
  }
}
