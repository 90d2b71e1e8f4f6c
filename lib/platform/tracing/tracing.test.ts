import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTraceCollector, type TraceCollector } from '@/e2e/support/trace-collector';
import { bundleOptions } from '@/supervisor/build/build-steps';
import { SokoError } from '../errors';
import { startTracing, stopTracing } from './start-tracing';
import { productPlace, readTraceparent, traceparentOf } from './trace-place';
import { inSpan, inSpanOf, recordSpan, traceHeaders } from './tracing';

const RUN = '00000000-0000-4000-8000-000000000001';
let collector: TraceCollector;

beforeEach(async () => {
  collector = await startTraceCollector();
});
afterEach(async () => {
  await stopTracing();
  await collector.close();
});

test('every process finds the trace of a product in a run by itself', () => {
  const place = productPlace(RUN, '58264484107632311');
  expect(productPlace(RUN, '58264484107632311')).toEqual(place);
  expect(productPlace(RUN, '58264484107632312').traceId).not.toBe(place.traceId);
  expect(readTraceparent(traceparentOf(place))).toEqual(place);
});

test.each([
  undefined,
  '',
  'x',
  `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`,
  `00-${'1'.repeat(32)}-${'1'.repeat(16)}-00`,
])('a traceparent of %j is none', (header) => expect(readTraceparent(header)).toBeUndefined());

test('spans arrive below each other, with an error by its code alone', async () => {
  await startTracing({ process: 'worker', endpoint: collector.url });
  const refused = new SokoError({ code: 'no_picture', message: 'nothing at wa.me/254712345678' });
  await inSpan('search', { facts: { mode: 'photo' }, outcomeOf: () => 'found' }, async () => {
    expect(traceHeaders().traceparent).toMatch(/^00-/);
    await expect(inSpanOf('embed', { kind: 'client' }, () => Promise.reject(refused))).rejects.toBe(refused);
  });
  const place = productPlace(RUN, '123');
  recordSpan({ name: 'paste', place, startedAt: 1_000, endedAt: 2_000, facts: { productId: '123' } });
  await stopTracing();
  const [embed, search, paste] = collector.spans;
  expect(search).toMatchObject({ service: 'soko-worker', name: 'search', parentId: undefined, failed: false });
  expect(search?.attributes).toEqual({ 'soko.mode': 'photo', 'soko.outcome': 'found' });
  expect(embed).toMatchObject({ traceId: search?.traceId, parentId: search?.spanId, failed: true });
  expect(embed?.attributes).toEqual({ 'soko.error_code': 'no_picture' });
  expect(paste).toMatchObject({ ...place, startedAt: 1_000_000_000n, endedAt: 2_000_000_000n });
  expect(collector.text()).not.toContain('2547');
});

test('without an endpoint nothing is traced and no header is added', async () => {
  await startTracing({ process: 'worker', endpoint: undefined });
  expect(await inSpan('search', {}, async () => traceHeaders())).toEqual({});
});

test('a collector that is away is nothing to anybody', async () => {
  await collector.close();
  await startTracing({ process: 'worker', endpoint: collector.url });
  expect(await inSpan('search', {}, async () => 'found')).toBe('found');
  await stopTracing();
  collector = await startTraceCollector();
});

test('the worker loads OpenTelemetry only once it is wanted', async () => {
  const { metafile } = await build({
    ...bundleOptions(path.resolve('.')),
    entryPoints: { worker: 'worker/main.ts' },
    ...{ write: false, metafile: true },
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  expect(imports.filter(({ path }) => path === '@opentelemetry/sdk-trace').map(({ kind }) => kind)).toEqual([
    'dynamic-import',
  ]);
});
