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

/** The stand-in world in a process of its own: what is measured shares no event loop with it. */
export interface WorldProcess {
  origin: string;
  allowedHosts: string[];
  geminiApiKey: string;
  geminiBaseUrl: string;
  /** Catalogue links, in the order the sellers were added. */
  links: string[];
  stop(): Promise<void>;
}

export async function startWorldProcess(flags: string[]): Promise<WorldProcess> {
  const words = [
    '--import',
    'tsx',
    'e2e/world/main.ts',
    '--port',
    '0',
    '--cdn-port',
    '0',
    '--gemini-port',
    '0',
    ...flags,
  ];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the stand-in world ended with ${code}`)));
  });
  const { sellers, allowedHosts, ...addresses } = readyLine.parse(JSON.parse(line));
  return {
    ...addresses,
    allowedHosts: allowedHosts.split(','),
    links: sellers.map(({ link }) => link),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
