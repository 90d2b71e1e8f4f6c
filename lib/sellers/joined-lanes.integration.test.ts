import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { startRun } from '@/lib/syncs/scout-run';
import { type OnboardDeps, onboardSellers } from './onboard-sellers';

// A sync that somebody else's flood has brought along must not keep its seller waiting behind the flood.

const PHONE = '254712345678';
const FLOOD = [1, 2, 3, 4, 5].map((n) => `https://wa.me/c/25471200000${n}`).join(' ');

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
let asked: { syncRunId: string; lane?: string }[];
let deps: OnboardDeps;

beforeEach(async () => {
  asked = [];
  deps = {
    ...{ db, whatsappOrigin: 'https://wa.me', phoneKey: Buffer.from('phones') },
    requestSync: async ({ sellerPhone, ...run }) => void (sellerPhone === PHONE && asked.push(run)),
    requestHydration: async () => {},
  };
});
async function paste(client: string, text = `https://wa.me/c/${PHONE}`): Promise<string> {
  const { sellers } = await onboardSellers(deps, text, { client });
  return sellers.find(({ phone }) => phone === PHONE)?.syncId ?? '';
}
const laneNow = async (id: string) => (await db.syncRun.findUniqueOrThrow({ where: { id } })).lane;

test('who joins a sync that waits in another’s lane has it wait in theirs too: the first turn counts', async () => {
  const syncRunId = await paste('flood', `${FLOOD} https://wa.me/c/${PHONE}`);
  expect(await paste('seller')).toBe(syncRunId);
  expect(asked).toEqual([
    { syncRunId, lane: 'flood/many' },
    { syncRunId, lane: 'seller/few' },
  ]);
  expect(await startRun(db, syncRunId, 'seller/few')).toBe(true);
  expect(await laneNow(syncRunId)).toBe('seller/few');
  // A visit that is tried again goes on; the other queue's turn comes to nothing, also while this one lasts.
  expect(await startRun(db, syncRunId, 'seller/few')).toBe(true);
  expect(await startRun(db, syncRunId, 'flood/many')).toBe(false);
  expect(await laneNow(syncRunId)).toBe('seller/few');
});

test('in one’s own queue, or once it has begun, it is not asked for again', async () => {
  const syncRunId = await paste('seller');
  await paste('seller');
  expect(asked).toHaveLength(1);
  await startRun(db, syncRunId, 'seller/few');
  await paste('another');
  expect(asked).toHaveLength(1);
});

test('what waits in no client’s queue is visited by whoever comes first', async () => {
  const { sellers } = await onboardSellers(deps, `https://wa.me/c/${PHONE}`);
  const syncRunId = sellers[0]?.syncId ?? '';
  expect(await startRun(db, syncRunId)).toBe(true);
  // As the sweep names it.
  expect(await startRun(db, syncRunId, 'catalogue')).toBe(true);
  expect(await laneNow(syncRunId)).toBe(null);
});
