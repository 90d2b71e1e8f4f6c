import { request } from 'undici';
import { z } from 'zod';
import { SokoError } from '@/lib/platform/errors';
import { apiErrorSchema } from '@/lib/platform/http-errors.schema';
import { requestIdHeaders } from '@/lib/platform/request-id';
import { type PictureStanding, pictureStandingSchema, STANDING_HEADER } from './judged-picture.schema';

export interface JudgedPicture {
  standing: PictureStanding;
  /** Of the bytes as WhatsApp serves them, as `imageHash` is. */
  hash: string;
  /** WhatsApp's link had expired: the product's page was read for a new one. */
  linkHasDied: boolean;
  /** Ours, as stored pictures are made: never the seller's own bytes. */
  body: Uint8Array;
  contentType: string;
}

export const HASH_HEADER = 'soko-picture-hash';
export const LINK_HAS_DIED_HEADER = 'soko-link-has-died';

const headersSchema = z.object({
  [STANDING_HEADER]: pictureStandingSchema,
  [HASH_HEADER]: z.string(),
  [LINK_HAS_DIED_HEADER]: z.enum(['true', 'false']),
  'content-type': z.literal('image/jpeg'),
});

/** At the worst three fetches of ten seconds: a dead link, the page, the new link. */
const PATIENCE_MS = 40_000;

interface WorkerSettings {
  workerUrl: string;
  workerToken: string;
}

/**
 * Asks the worker, which alone fetches from WhatsApp, at its pace. Errors: `product_not_found`, `no_picture`,
 * `picture_unavailable`.
 */
export async function fetchJudgedPicture(
  { workerUrl, workerToken }: WorkerSettings,
  productId: string,
  signal: AbortSignal,
): Promise<JudgedPicture> {
  const url = new URL('/internal/judged-picture', workerUrl);
  url.searchParams.set('product', productId);
  const { statusCode, headers, body } = await request(url, {
    headers: { authorization: `Bearer ${workerToken}`, ...requestIdHeaders() },
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
  }).catch((cause: unknown) => {
    throw workerAway(cause);
  });
  if (statusCode !== 200) throw refusal(statusCode, await body.json().catch(() => null));
  const said = headersSchema.safeParse(headers);
  if (!said.success) throw workerAway(said.error);
  return {
    standing: said.data[STANDING_HEADER],
    hash: said.data[HASH_HEADER],
    linkHasDied: said.data[LINK_HAS_DIED_HEADER] === 'true',
    contentType: said.data['content-type'],
    body: await body.bytes().catch((cause: unknown) => {
      throw workerAway(cause);
    }),
  };
}

/** What is wrong between web and worker is no answer about the picture. */
function refusal(status: number, answer: unknown): SokoError {
  const parsed = apiErrorSchema.safeParse(answer);
  if (!parsed.success || (status !== 404 && status !== 503)) return workerAway(new Error(`it answered ${status}`));
  return new SokoError({ ...parsed.data.error, status });
}

const workerAway = (cause: unknown): SokoError =>
  new SokoError({
    code: 'picture_unavailable',
    message: 'The part of Soko that fetches pictures is away. Try again in a minute.',
    status: 503,
    cause,
  });
