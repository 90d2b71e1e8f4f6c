import { createServer, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { openHydratorAt, readPatiently } from './hydrator-at';
import type { BenchRow } from './row';

const PAGES_PER_SECOND = [2, 5, 10, 30];
const SECONDS = 120;
const LATENCY_MS = 50;
/** What the pipeline has at hand at once: three batches of twenty. */
const READERS = 60;

/** Hosts that answer 429 beyond so many pages a second: how near to that they are held, from the first page on. */
export async function benchThrottledHosts(): Promise<BenchRow[]> {
  // Beside each other: all of them together are 47 pages a second.
  return (await Promise.all(PAGES_PER_SECOND.map(heldAt))).flat();
}

async function heldAt(perSecond: number): Promise<BenchRow[]> {
  const host = await startThrottledHost(perSecond);
  const hydrator = openHydratorAt(host.origin, [new URL(host.origin).host]);
  const until = performance.now() + SECONDS * 1_000;
  let next = 1_000_000_000_000_000;
  const readOneByOne = async (): Promise<void> => {
    while (performance.now() < until) {
      next += 1;
      await readPatiently(hydrator, { productId: String(next), sellerPhone: '254712345678' }, until);
    }
  };
  try {
    await Promise.all([sleep(SECONDS * 1_000), ...Array.from({ length: READERS }, readOneByOne)]);
  } finally {
    await hydrator.close();
    host.close();
  }
  const { accepted, refused } = host;
  const what = `host that allows ${perSecond} pages/s, ${SECONDS} s:`;
  return [
    {
      bench: 'hydrator',
      what: `${what} share of them read`,
      value: accepted / (perSecond * SECONDS),
      unit: '',
      target: { atLeast: 0.8 },
    },
    {
      bench: 'hydrator',
      what: `${what} refused`,
      value: (100 * refused) / (accepted + refused),
      unit: '%',
      target: { atMost: 5 },
    },
  ];
}

interface ThrottledHost {
  origin: string;
  accepted: number;
  refused: number;
  close(): void;
}

/** Counts by the second, and says no Retry-After. */
async function startThrottledHost(perSecond: number): Promise<ThrottledHost> {
  let [second, count] = [0, 0];
  const server: Server = createServer((request, response) => {
    setTimeout(() => {
      const now = Math.floor(performance.now() / 1_000);
      if (now !== second) [second, count] = [now, 0];
      count += 1;
      if (count > perSecond) {
        host.refused += 1;
        response.writeHead(429).end();
        return;
      }
      host.accepted += 1;
      sendPage(response, request.url ?? '');
    }, LATENCY_MS);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the throttled host has no port');
  const host: ThrottledHost = {
    origin: `http://127.0.0.1:${address.port}`,
    accepted: 0,
    refused: 0,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return host;
}

const sendPage = (response: ServerResponse, path: string): unknown =>
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(`<head><meta property="og:title" content="Shoes ${path.slice(3, 19)} from Duka on WhatsApp."></head>`);
