import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { anAttacker, atOnce, Pour, tallyOf, until } from '../client';
import { honestSeller } from '../honest-sync';
import { uploadHead } from '../photo-form';

const MB = 1024 * 1024;
const UPLOADS = 290;
const ANNOUNCED = 9.5 * MB;
const SENT = 9 * MB;
/** Of all clients together: what is left of web's memory beside what it needs itself. */
const HELD_MOST_MB = 700;
/** How long a person on a bad line may take for a photo. */
const CLOSED_WITHIN_MS = 120_000;

/** Row 5: photos that are never sent to their end. */
const unfinished = (name: string, form: Attack['form'], who: string, address: () => () => string): Attack => ({
  row: '5',
  name,
  what: `290 uploads of 9 MB that never end, from ${who}`,
  right: 'few bytes are held, for whom too many are: refused; all are closed in time',
  form,
  async run(system): Promise<Outcome> {
    const next = address();
    const pours = Array.from(
      { length: UPLOADS },
      () => new Pour(system.ports.web, uploadHead(system.ports.web, next(), ANNOUNCED)),
    );
    await Promise.all(pours.map((pour) => pour.write(SENT, { stuckMs: 5_000 })));
    await sleep(1_500);
    const open = pours.filter((pour) => !pour.refused);
    const heldMb = Math.round(open.reduce((sum, { sent }) => sum + sent, 0) / MB);
    const holes = heldMb > HELD_MOST_MB ? [`${heldMb} MB of unfinished uploads are held`] : [];
    if (!system.isShort) holes.push(...(await staysOpen(pours)));
    for (const pour of pours) pour.end();
    return { happened: `${UPLOADS - open.length} refused, ${open.length} held with ${heldMb} MB`, holes };
  },
});

async function staysOpen(pours: Pour[]): Promise<string[]> {
  await until(async () => pours.every((pour) => pour.refused) || undefined, CLOSED_WITHIN_MS, 500);
  const open = pours.filter((pour) => !pour.refused).length;
  return open > 0 ? [`${open} are still open after ${CLOSED_WITHIN_MS / 1_000} s`] : [];
}

export const unfinishedUploads: Attack[] = [
  unfinished('unfinished-uploads', 'short', 'one address', () => {
    const address = anAttacker();
    return () => address;
  }),
  unfinished('unfinished-uploads-of-many', 'full', '290 addresses', () => anAttacker),
];

const EACH = 60;
const STEP_MS = 500;
const SHORT_MS = 6_000;
/** Node looks every half a minute for requests whose minute is over; a body on a bad line may take a little longer. */
const ENDED_WITHIN_MS = 150_000;

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
  slow('slow-requests-to-their-end', 'full', ENDED_WITHIN_MS),
];

const PRODUCTS = 60;
/**
 * Stages give way to a shopper who searches; to one who only says so they must not. Twice, and as much again for a busy
 * machine.
 */
const SLOWER_MOST = 3;
const OVER_WITHIN_MS = 240_000;

/** Row 9: a search that is under way for as long as somebody likes. */
export const idleUpload: Attack = {
  row: '9',
  name: 'idle-upload',
  what: `${PRODUCTS} products are ingested while 3 uploads stand still`,
  right: 'at the pace of a quiet day',
  form: 'full',
  async run(system): Promise<Outcome> {
    const quiet = await ingest(system);
    const idle = Array.from({ length: 3 }, () => keepIdle(system));
    const beside = await ingest(system);
    for (const upload of idle) upload.stop();
    const ratio = beside.ms / quiet.ms;
    const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
    return {
      happened: `${seconds(quiet.ms)} on a quiet day, ${seconds(beside.ms)} beside idle uploads (×${ratio.toFixed(1)})`,
      holes: [
        ...quiet.lost,
        ...beside.lost,
        ...(ratio > SLOWER_MOST ? [`ingestion is ${ratio.toFixed(1)} times slower`] : []),
      ],
    };
  },
};

async function ingest(system: AttackedSystem): Promise<{ ms: number; lost: string[] }> {
  const startedAt = performance.now();
  const lost = await honestSeller(system, PRODUCTS, OVER_WITHIN_MS);
  return { ms: performance.now() - startedAt, lost };
}

/** Begins a photo and leaves it; and again, when it is closed. */
function keepIdle({ ports }: AttackedSystem): { stop(): void } {
  const open = () => {
    const next = new Pour(ports.web, uploadHead(ports.web, anAttacker(), 5_000_000));
    void next.write(50_000);
    return next;
  };
  let pour = open();
  const timer = setInterval(() => {
    if (!pour.refused) return;
    pour.end();
    pour = open();
  }, 1_000);
  return {
    stop: () => {
      clearInterval(timer);
      pour.end();
    },
  };
}
