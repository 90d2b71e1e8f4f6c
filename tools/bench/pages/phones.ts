import type { BrowserContextOptions, CDPSession } from 'playwright';

/** A mid-range phone, whatever its line. */
export const PHONE = {
  viewport: { width: 412, height: 823 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  locale: 'en-KE',
} satisfies BrowserContextOptions;

const CPU_SLOWDOWN = 4;

export interface Line {
  name: string;
  latency: number;
  downloadThroughput: number;
  uploadThroughput: number;
}

const bitsPerSecond = (bits: number): number => bits / 8;

/** As Lighthouse has it. */
export const SLOW_4G: Line = {
  name: 'slow 4G',
  latency: 150,
  downloadThroughput: bitsPerSecond(1_600_000),
  uploadThroughput: bitsPerSecond(750_000),
};
/** A crowded cell at the edge of a town. */
export const EDGE_OF_TOWN: Line = {
  name: '400 kbit/s',
  latency: 400,
  downloadThroughput: bitsPerSecond(400_000),
  uploadThroughput: bitsPerSecond(400_000),
};

export async function slowDown(session: CDPSession, { name, ...line }: Line): Promise<void> {
  await session.send('Network.enable');
  // A phone has emoji of its own; this machine has none, and would be sent ours.
  await session.send('Network.setBlockedURLs', { urls: ['*noto-color-emoji*'] });
  await session.send('Network.emulateNetworkConditions', { offline: false, ...line });
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
}
