import { anAttacker } from '../addresses';
import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { Pour } from '../client';
import { honestSeller } from '../honest-sync';
import { uploadHead } from '../photo-form';

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
