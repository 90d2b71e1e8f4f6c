import type { Attributes, Context } from '@opentelemetry/api';
import type { FinishedSpan, SpanFacts, SpanSink } from './tracing';
import { tracing } from './tracing';

/** What waits for a collector that is away: more is lost, rather than the memory it would take. */
const MOST_WAITING = 8_192;
const SENT_EVERY_MS = 1_000;
const LAST_SEND_MS = 2_000;

export interface TracingSettings {
  /** service.name is soko- and this. */
  process: 'web' | 'worker';
  /** OTEL_EXPORTER_OTLP_ENDPOINT. Unset: nothing is traced, nor is anything loaded for it. */
  endpoint: string | undefined;
}

/**
 * From now on spans go to the collector. Not by OpenTelemetry's own globals: Next and Inngest would add spans with
 * addresses and events in them.
 */
export async function startTracing({ process, endpoint }: TracingSettings): Promise<void> {
  if (endpoint === undefined) return;
  tracing().sink = await openSink(process, endpoint);
}

/** Sends what waits, for a moment; then nothing is traced any more. */
export async function stopTracing(): Promise<void> {
  const { sink } = tracing();
  tracing().sink = null;
  await sink?.close();
}

// Each loaded here: a bundle loads what it imports above whether it is used or not.
async function openSink(process: TracingSettings['process'], endpoint: string): Promise<SpanSink> {
  const [{ TracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }, api] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/api'),
    ]);
  const { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags } = api;
  const kinds = { internal: SpanKind.INTERNAL, server: SpanKind.SERVER, client: SpanKind.CLIENT };
  const contextOf = ({ traceId, spanId }: { traceId: string; spanId: string }) => ({
    ...{ traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true },
  });
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  // Asked for while a span starts: ours have theirs already.
  let place = { traceId: '', spanId: '' };
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': `soko-${process}`, 'service.namespace': 'soko' }),
    idGenerator: { generateTraceId: () => place.traceId, generateSpanId: () => place.spanId },
    spanProcessors: [
      new BatchSpanProcessor({ exporter, maxQueueSize: MOST_WAITING, scheduledDelayMillis: SENT_EVERY_MS }),
    ],
  });
  const tracer = provider.getTracer('soko');
  return {
    take(span: FinishedSpan) {
      place = span.place;
      const { traceId } = span.place;
      const { name, kind, parentId, cameOf } = span;
      // Not as numbers: small ones, of before this process began, are taken for its own clock's.
      const startTime = new Date(span.startedAt);
      const above: Context =
        parentId === undefined
          ? ROOT_CONTEXT
          : trace.setSpanContext(ROOT_CONTEXT, contextOf({ traceId, spanId: parentId }));
      const links = cameOf === undefined ? [] : [{ context: contextOf(cameOf) }];
      const options = { kind: kinds[kind], startTime, attributes: attributesOf(span.facts), links };
      const started = tracer.startSpan(name, options, above);
      if (span.failed) started.setStatus({ code: SpanStatusCode.ERROR });
      started.end(new Date(span.endedAt));
    },
    async close() {
      await Promise.race([provider.shutdown(), new Promise((late) => setTimeout(late, LAST_SEND_MS).unref())]);
    },
  };
}

const attributesOf = ({ productId, syncRunId, stage, outcome, code, mode }: SpanFacts): Attributes =>
  Object.fromEntries(
    Object.entries({
      'soko.product_id': productId,
      'soko.run_id': syncRunId,
      'soko.stage': stage,
      'soko.outcome': outcome,
      'soko.error_code': code,
      'soko.mode': mode,
    }).filter(([, value]) => value !== undefined),
  );
