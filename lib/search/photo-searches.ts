import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { readVector, vectorBytes } from '@/lib/products/save-embeddings';
import type { QueryEmbedding } from './query-embedder';

export interface KeptPhotoSearch {
  token: string;
  expiresAt: Date;
}

const DAY_MS = 86_400_000;
const KEPT_DAYS = 7;
const photoTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
/** 128 random bits: whoever has the token was given it. */
const TOKEN_BYTES = 16;
/** 300 MB of vectors. Beyond, the oldest go first: a flood of photos must not fill the database. */
const MOST_KEPT = 100_000;

/**
 * Keeps a photo's vector, never the photo, so that its search can be opened again and shared. Nobody waits for the
 * disk: a database that crashes may lose those of its last moments, whose links then say that they have expired.
 */
export async function keepPhotoSearch(
  pool: Pool,
  { space, vector }: QueryEmbedding,
  now = Date.now(),
): Promise<KeptPhotoSearch> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expiresAt = new Date(now + KEPT_DAYS * DAY_MS);
  await pool.query({ name: 'keep-photo-search', text: KEEP, values: [token, space, vectorBytes(vector), expiresAt] });
  return { token, expiresAt };
}

/** The setting is local to this statement's own transaction. */
const KEEP = `
  INSERT INTO "photoSearches" ("id", "space", "vector", "expiresAt")
  SELECT $1::text, $2::text, $3::bytea, $4::timestamptz FROM set_config('synchronous_commit', 'off', true)`;

/** The vector of a photo search. Errors: `photo_search_expired`, also for an unknown one and one of another space. */
export async function readPhotoSearch(
  db: PrismaClient,
  token: string,
  space: string,
  now = Date.now(),
): Promise<KeptPhotoSearch & { vector: Float32Array }> {
  const row = photoTokenSchema.safeParse(token).success
    ? await db.photoSearch.findUnique({ where: { id: token } })
    : null;
  if (row === null || row.space !== space || row.expiresAt.getTime() <= now) {
    throw new SokoError({
      code: 'photo_search_expired',
      message:
        `This photo search is no longer kept: photo searches are kept for ${KEPT_DAYS} days. ` +
        'Search with the photo again.',
      status: 410,
    });
  }
  return { token, expiresAt: row.expiresAt, vector: readVector(row.vector) };
}

/** Deletes what has expired, and the oldest of too many. Returns how many. */
export async function forgetPhotoSearches(db: PrismaClient, now = Date.now(), most = MOST_KEPT): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "photoSearches" WHERE "expiresAt" <= ${new Date(now)}
      OR "expiresAt" < (SELECT "expiresAt" FROM "photoSearches" ORDER BY "expiresAt" DESC OFFSET ${most - 1} LIMIT 1)`;
}
