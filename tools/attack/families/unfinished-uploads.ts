import { setTimeout as sleep } from 'node:timers/promises';
import { anAttacker } from '../addresses';
import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { Pour } from '../client';
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
    if (!system.isShort) holes.push(...(await staysOpen(system, pours)));
    for (const pour of pours) pour.end();
    return { happened: `${UPLOADS - open.length} refused, ${open.length} held with ${heldMb} MB`, holes };
  },
});

async function staysOpen(_system: AttackedSystem, pours: Pour[]): Promise<string[]> {
  const giveUpAt = Date.now() + CLOSED_WITHIN_MS;
  while (Date.now() < giveUpAt && pours.some((pour) => !pour.refused)) await sleep(500);
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
