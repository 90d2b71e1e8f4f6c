import { z } from 'zod';
import { readHash } from '@/lib/media/perceptual-hash';
import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import type { Candidate } from './candidate';

/** Of a row of `"products" p`. */
export const candidateColumns = Prisma.sql`
  p."productId", p."sellerPhone", p."imagePerceptualHash", p."imageColours" AS "colours",
  p."priceAmount"::float8 AS "priceAmount", p."priceCurrency", p."listedAt"`;

const rowSchema = z.object({
  productId: z.string(),
  sellerPhone: z.string(),
  imagePerceptualHash: z.string().length(16).nullable().catch(null),
  colours: z.array(z.string()).nullable(),
  priceAmount: z.number().nullable(),
  priceCurrency: z.string().nullable(),
  listedAt: z.date().nullable(),
});

export function toCandidate(row: unknown, score: number): Candidate {
  const { imagePerceptualHash, colours, listedAt, ...rest } = rowSchema.parse(row);
  return {
    ...rest,
    score,
    colours: colours ?? [],
    pictureHash: imagePerceptualHash === null ? null : readHash(imagePerceptualHash),
    listedAt: listedAt?.getTime() ?? 0,
  };
}

/** Those of the matches that are live and pass, in the matches' order. */
export async function readCandidates(
  db: PrismaClient,
  matches: readonly { productId: string; score: number }[],
  colour: string | undefined,
): Promise<Candidate[]> {
  const ids = matches.map(({ productId }) => productId);
  const ofColour = colour === undefined ? Prisma.empty : Prisma.sql`AND p."imageColours" @> ARRAY[${colour}]`;
  const rows = await db.$queryRaw<{ productId: string }[]>`
    SELECT ${candidateColumns} FROM "products" p WHERE p."productId" = ANY(${ids}) AND p."isListed" ${ofColour}`;
  const byId = new Map(rows.map((row) => [row.productId, row]));
  return matches.flatMap(({ productId, score }) => {
    const row = byId.get(productId);
    return row ? [toCandidate(row, score)] : [];
  });
}
