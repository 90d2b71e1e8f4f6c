import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { readPixels } from '@/lib/media/pixels';
import { SokoError } from '@/lib/platform/errors';
import type { ShoppersFirst } from '@/lib/platform/shoppers-first';
import { readTraceparent } from '@/lib/platform/tracing/trace-place';
import { inSpan } from '@/lib/platform/tracing/tracing';
import { vectorBytes } from '@/lib/products/save-embeddings';
import type { LoadedModel, LoadedModels } from '@/lib/reindex/loaded-models';
import { SPACE_HEADER } from '@/lib/search/query-embedder';
import { authorise } from './authorise';
import { readBody } from './http-server';

export interface EmbedEndpointDeps {
  models: Pick<LoadedModels, 'ofSearch'>;
  token: string;
  /** Told of every search: the pipeline gives way to it. */
  shoppers: Pick<ShoppersFirst, 'begin'>;
}

/** A shopper's photo as web makes it ready (lib/media/normalise-image.ts): 1,024 by 1,024 pixels at the most. */
const MAX_PIXELS_BYTES = 4 * 1024 * 1024;
const MAX_TEXT_BYTES = 64 * 1024;
/** More shoppers than this waiting for one machine wait too long: tell them to come back instead. */
const MOST_WAITING = 32;

const textSchema = z.object({ text: z.string().trim().min(1).max(2_000) });

/**
 * POST /internal/embed: a photo's pixels (pixels.ts) or `{ "text" }` (application/json) → `{ space, vector }`, the
 * vector as base64 of little-endian float32; by the model of SPACE_HEADER's space, unset: the one in use. Ahead of any
 * ingestion; given up when the caller hangs up.
 */
export function createEmbedEndpoint({ models, token, shoppers }: EmbedEndpointDeps) {
  let waiting = 0;

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    authorise(request, token);
    if (waiting >= MOST_WAITING) throw busy();
    waiting += 1;
    const hungUp = new AbortController();
    response.on('close', () => hungUp.abort());
    try {
      const model = await models.ofSearch(request.headers[SPACE_HEADER]?.toString());
      const parent = readTraceparent(request.headers.traceparent?.toString());
      const vector = await inSpan('embed', { kind: 'server', parent }, () =>
        embed({ model, shoppers }, request, hungUp.signal),
      );
      if (response.destroyed) return;
      const body = JSON.stringify({ space: model.space, vector: vectorBytes(vector).toString('base64') });
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    } finally {
      waiting -= 1;
    }
  };
}

/** A search from its whole body on: the pipeline does not wait for one that is yet to come, or never does. */
async function embed(
  { model, shoppers }: Pick<EmbedEndpointDeps, 'shoppers'> & { model: LoadedModel },
  request: IncomingMessage,
  signal: AbortSignal,
): Promise<Float32Array> {
  const type = request.headers['content-type'] ?? '';
  const options = { lane: 'interactive', signal } as const;
  let ask: () => Promise<Float32Array>;
  if (type.startsWith('image/')) {
    const pixels = readPixels(type, await readBody(request, MAX_PIXELS_BYTES));
    if (pixels === null) throw wrongType();
    ask = () => model.embedImage(pixels, options);
  } else {
    if (type !== 'application/json') throw wrongType();
    const { text } = textSchema.parse(parseJson(await readBody(request, MAX_TEXT_BYTES)));
    ask = () => model.embedText(text, options);
  }
  const ended = shoppers.begin();
  try {
    return await ask();
  } finally {
    ended();
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new SokoError({ code: 'invalid_input', message: 'The body is not JSON.', status: 400, cause });
  }
}

const wrongType = () =>
  new SokoError({
    code: 'unsupported_media_type',
    message: 'Send pixels as image/x-rgb or {"text"} as JSON.',
    status: 415,
  });

const busy = () =>
  new SokoError({
    code: 'embedding_unavailable',
    message: 'Too many searches at once. Please try again in a moment.',
    status: 503,
    retry: { again: true, afterMs: 2_000 },
  });
