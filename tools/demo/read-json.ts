import { setTimeout as sleep } from 'node:timers/promises';

/** A web that is being started again, or a machine that is busy, is no reason to end the demo. */
const PATIENCE_MS = 60_000;
const BETWEEN_MS = 500;

/** What the address answers with 200; tried again for a while. */
export async function readJson(url: string): Promise<unknown> {
  for (const giveUpAt = Date.now() + PATIENCE_MS; ; await sleep(BETWEEN_MS)) {
    try {
      const answer = await fetch(url);
      if (answer.ok) return await answer.json();
      throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
    }
  }
}
