import { Inngest } from 'inngest';
import { expect, test, vi } from 'vitest';
import { workRequests } from './work-requests';

const RUN = '00000000-0000-4000-8000-000000000001';
const items = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    syncRunId: RUN,
    productId: String(i + 1),
    sellerPhone: '254712345678',
    lane: 'a/few',
  }));

function requests() {
  const inngest = new Inngest({ id: 'test', isDev: true });
  const send = vi.spyOn(inngest, 'send').mockResolvedValue({ ids: [] });
  return { ...workRequests(inngest), sent: () => send.mock.calls.flatMap(([events]) => events) };
}

test('products are asked for one by one, in one send', async () => {
  const { requestHydration, sent } = requests();
  await requestHydration(items(500));
  expect(sent()).toHaveLength(500);
  expect(sent()[0]).toMatchObject({ name: 'product/hydrate.requested', data: { productId: '1', lane: 'a/few' } });
});

test('many are left to a function of their own, in their lane', async () => {
  const { requestHydration, sent } = requests();
  await requestHydration(items(501));
  expect(sent()).toMatchObject([{ name: 'seller/products.named', data: { syncRunId: RUN, lane: 'a/few' } }]);
});
