import { createHash, randomBytes } from 'node:crypto';

/** Where a span stands, as OpenTelemetry and the header `traceparent` name it. */
export interface TracePlace {
  /** 32 hex digits. */
  traceId: string;
  /** 16 hex digits. */
  spanId: string;
}

/** The span that began a product's way through a run: every process finds it, and no event carries it. */
export const productPlace = (syncRunId: string, productId: string): TracePlace => placeOf(`${syncRunId}/${productId}`);

/** The same for what a run does as a whole: the paste, the Scout's visit. */
export const runPlace = (syncRunId: string): TracePlace => placeOf(syncRunId);

/** A span of its own, in a new trace unless told. */
export function newPlace(traceId = randomBytes(16).toString('hex')): TracePlace {
  return { traceId, spanId: randomBytes(8).toString('hex') };
}

export const traceparentOf = ({ traceId, spanId }: TracePlace): string => `00-${traceId}-${spanId}-01`;

/** Undefined for what is none, and for one that was not sampled. */
export function readTraceparent(header: string | undefined): TracePlace | undefined {
  const [, traceId, spanId] = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-01$/.exec(header ?? '') ?? [];
  return traceId === undefined || spanId === undefined ? undefined : { traceId, spanId };
}

function placeOf(name: string): TracePlace {
  const digest = createHash('sha256').update(`soko trace of ${name}`).digest('hex');
  return { traceId: digest.slice(0, 32), spanId: digest.slice(32, 48) };
}
