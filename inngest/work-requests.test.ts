import { Inngest } from 'inngest';
import { expect, test, vi } from 'vitest';
import { asSokoError } from '@/lib/platform/errors';
import { workRequests } from './work-requests';

const run = { syncRunId: '00000000-0000-4000-8000-000000000001', sellerPhone: '254712345678' };

test.each([
  ['a sync', (requests: ReturnType<typeof workRequests>) => requests.requestSync({ ...run, lane: 'a' })],
  ['products', (requests: ReturnType<typeof workRequests>) => requests.requestHydration([{ ...run, productId: '1' }])],
])('who asks for %s while the queue is away is told so, and that it is kept', async (_what, request) => {
  const inngest = new Inngest({ id: 'test', isDev: true });
  vi.spyOn(inngest, 'send').mockRejectedValue(new TypeError('fetch failed'));
  const error = await request(workRequests(inngest)).catch(asSokoError);
  expect(error).toMatchObject({ code: 'queue_unavailable', status: 503, retry: { again: true } });
});
