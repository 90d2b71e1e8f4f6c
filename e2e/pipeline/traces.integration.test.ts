import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type CollectedSpan, startTraceCollector, type TraceCollector } from '@/e2e/support/trace-collector';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { startTracing, stopTracing } from '@/lib/platform/tracing/start-tracing';
import { productPlace, runPlace } from '@/lib/platform/tracing/trace-place';
import { type Pipeline, startPipeline } from './start-pipeline';

const PHONE = '254733000009';
const STAGES = ['hydrate', 'embed', 'review', 'persist'];

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let pipeline: Pipeline;
let collector: TraceCollector;

beforeAll(async () => {
  collector = await startTraceCollector();
  await startTracing({ process: 'worker', endpoint: collector.url });
  pipeline = await startPipeline({ world: { sellers: [bigSeller(45, { phone: PHONE })] } });
});
afterAll(async () => {
  await pipeline?.close();
  await stopTracing();
  await collector.close();
});

async function pasted(text: string): Promise<{ syncRunId: string; productIds: string[] }> {
  const { sellers } = await pipeline.paste(text);
  const { id: syncRunId } = await pipeline.untilEnded(sellers[0]?.syncId ?? '');
  const items = await pipeline.db.syncItem.findMany({ where: { syncRunId, outcome: 'approved' } });
  return { syncRunId, productIds: items.map(({ productId }) => productId) };
}

/** A product's trace in the order of its spans' ends; the last of them is sent within a second. */
async function traceOf(syncRunId: string, productId: string): Promise<CollectedSpan[]> {
  const { traceId } = productPlace(syncRunId, productId);
  const spans = () => collector.spans.filter((span) => span.traceId === traceId);
  await expect.poll(() => spans().some(({ name }) => name === 'persist'), { timeout: 10_000 }).toBe(true);
  return spans().sort((a, b) => Number(a.endedAt - b.endedAt));
}

const stagesIn = (trace: CollectedSpan[], names: string[]) =>
  trace.flatMap(({ name }) => (names.includes(name) ? [name] : []));

test('a product link: one trace from the paste to the stored picture, each stage once and in order', async () => {
  const [product] = pipeline.world.products(PHONE);
  const { syncRunId, productIds } = await pasted(pipeline.world.productLink(product?.id ?? ''));
  const trace = await traceOf(syncRunId, productIds[0] ?? '');
  const root = productPlace(syncRunId, productIds[0] ?? '');
  expect(stagesIn(trace, ['paste', ...STAGES])).toEqual(['paste', ...STAGES]);
  for (const name of STAGES) {
    const stage = trace.find((span) => span.name === name);
    expect(stage?.parentId).toBe(root.spanId);
    expect(stage?.attributes).toMatchObject({
      'soko.product_id': productIds[0],
      'soko.run_id': syncRunId,
      'soko.stage': name,
      'soko.outcome': expect.any(String),
    });
    expect(trace.filter(({ attributes }) => attributes['soko.stage'] === name).map((span) => span.name)).toContain(
      'queue',
    );
  }
  const below = (name: string, stage: string) =>
    trace.find((span) => span.name === name)?.parentId === trace.find((span) => span.name === stage)?.spanId;
  expect([below('read page', 'hydrate'), below('model', 'embed'), below('reviewer', 'review')]).toEqual([
    true,
    true,
    true,
  ]);
  expect(below('images', 'persist')).toBe(true);
});

test('a catalogue of several batches: each product has its own trace, from the paste on', async () => {
  const { syncRunId, productIds } = await pasted(pipeline.world.catalogueLink(PHONE));
  // But the first one, which has not changed.
  expect(productIds).toHaveLength(44);
  for (const productId of productIds) {
    const names = ['paste', 'scout', ...STAGES];
    expect(stagesIn(await traceOf(syncRunId, productId), names)).toEqual(names);
  }
  const ofRun = collector.spans.filter(({ traceId }) => traceId === runPlace(syncRunId).traceId);
  expect(ofRun.map(({ name }) => name).sort()).toEqual(['paste', 'scout']);
});

test('no trace holds a phone, a title, an address or a key', async () => {
  const products = await pipeline.db.product.findMany({ where: { sellerPhone: PHONE } });
  const text = collector.text();
  expect(text).not.toContain(PHONE);
  expect(text).not.toContain('://');
  for (const { title } of products) expect(text).not.toContain(title ?? 'https');
  const keys = new Set(collector.spans.flatMap(({ attributes }) => Object.keys(attributes)));
  for (const key of keys) expect(key).toMatch(/^soko\.(product_id|run_id|stage|outcome|error_code)$/);
});
