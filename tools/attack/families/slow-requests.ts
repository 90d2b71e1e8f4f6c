import { setTimeout as sleep } from 'node:timers/promises';
import { anAttacker } from '../addresses';
import type { Attack, Outcome } from '../attack';
import { atOnce, Pour, tallyOf } from '../client';
import { uploadHead } from '../photo-form';

const EACH = 60;
const STEP_MS = 500;
const SHORT_MS = 6_000;
/** Node looks every half a minute for requests whose minute is over; a body on a bad line may take a little longer. */
const CLOSED_WITHIN_MS = 150_000;

/** Requests that go on for ever, a byte at a time. */
const slow = (name: string, form: Attack['form'], forMs: number): Attack => ({
  row: 'slow',
  name,
  what: `${EACH} slow heads, photos and pastes each, a byte every half a second`,
  right: form === 'full' ? 'all are ended in time; nobody waits for them' : 'nobody waits for them',
  form,
  async run({ ports }): Promise<Outcome> {
    const head = (line: string) =>
      `${line} HTTP/1.1\r\nHost: 127.0.0.1:${ports.web}\r\nX-Forwarded-For: ${anAttacker()}\r\n`;
    const json = 'Content-Type: application/json\r\nContent-Length: 90000\r\n\r\n';
    const kinds = [
      () => head('GET /'),
      () => uploadHead(ports.web, anAttacker(), 5_000_000),
      () => `${head('POST /api/sellers')}${json}{"text":"`,
      () => `${head('POST /api/products/1/reports')}${json}{`,
    ];
    const pours = kinds.flatMap((start) => Array.from({ length: EACH }, () => new Pour(ports.web, start())));
    const byte = Buffer.from('a');
    for (
      const until = Date.now() + forMs;
      Date.now() < until && pours.some(({ closed }) => !closed);
      await sleep(STEP_MS)
    ) {
      await atOnce(pours, pours.length, (pour) => pour.write(1, { chunk: byte, stuckMs: 100 }));
    }
    const open = pours.filter(({ refused }) => !refused).length;
    const statuses = pours.map(({ status, closed }) => status || (closed ? 'closed' : 'open'));
    for (const pour of pours) pour.end();
    const tooLong = form === 'full' && open > 0;
    return { happened: tallyOf(statuses), holes: tooLong ? [`${open} are still open after ${forMs / 1_000} s`] : [] };
  },
});

export const slowRequests: Attack[] = [
  slow('slow-requests', 'short', SHORT_MS),
  slow('slow-requests-to-their-end', 'full', CLOSED_WITHIN_MS),
];
