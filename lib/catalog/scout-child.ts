import { createAllowList } from '@/lib/platform/safe-fetch/allow-list';
import { createPlaywrightScout, type PlaywrightScout } from './playwright-scout';
import { type Answer, errorToSend, type Order, orderSchema } from './scout-messages';

/** What a Scout that was told to close may take for it, before this process just ends and its browser with it. */
const CLOSE_WITHIN_MS = 4_000;

/**
 * The Scout in a process of its own: what a page sends the browser's driver (a console full of text, an answer of a
 * gigabyte) is read here, not where the model and the pipeline are. It has no key of ours, and ends with the worker.
 */
let scout: PlaywrightScout | undefined;
const running = new Map<number, AbortController>();

process.on('message', (message) => void obey(orderSchema.parse(message)));
process.on('disconnect', () => void close());
// Ctrl-C is the worker's to handle.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});

async function obey(order: Order): Promise<void> {
  switch (order.do) {
    case 'start': {
      const { whatsappOrigin, extraAllowedHosts, ...settings } = order.settings;
      scout = createPlaywrightScout({
        ...settings,
        whatsappOrigin,
        allow: createAllowList({ whatsappOrigin, extraAllowedHosts }),
      });
      return;
    }
    case 'prepare':
      return answer(order.id, async () => void (await started().prepare()));
    case 'scout':
      return visit(order.id, order.phone);
    case 'abort':
      return running.get(order.id)?.abort();
    case 'close':
      return close();
  }
}

async function visit(id: number, phone: string): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  await answer(id, () => started().scout(phone, { signal: controller.signal }));
  running.delete(id);
}

async function answer(id: number, work: () => Promise<Answer['outcome']>): Promise<void> {
  try {
    const outcome = await work();
    send({ id, ...(outcome === undefined ? {} : { outcome }) });
  } catch (error) {
    send({ id, error: errorToSend(error) });
  }
}

function send(message: Answer): void {
  if (process.connected) process.send?.(message, () => {});
}

function started(): PlaywrightScout {
  if (scout === undefined) throw new Error('told to work before it was told with what');
  return scout;
}

async function close(): Promise<void> {
  setTimeout(() => process.exit(0), CLOSE_WITHIN_MS).unref();
  await scout?.close().catch(() => {});
  process.exit(0);
}
