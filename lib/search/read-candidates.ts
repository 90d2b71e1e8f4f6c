import { readHash } from '@/lib/media/perceptual-hash';
import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import type { Candidate } from './candidate';

/** Of a row of `"products" p`. */
export const candidateColumns = Prisma.sql`
  p."productId", p."sellerPhone", p."imagePerceptualHash", p."imageColours" AS "colours",
  p."priceAmount"::float8 AS "priceAmount", p."priceCurrency", p."listedAt"`;

/** Of a search 240 are read: checking each with a schema took as long as reading it. */
export interface CandidateRow {
  productId: string;
  sellerPhone: string;
  imagePerceptualHash: string | null;
  colours: string[] | null;
  priceAmount: number | null;
  priceCurrency: string | null;
  listedAt: Date | null;
}

export function toCandidate(row: CandidateRow, score: number): Candidate {
  const { productId, sellerPhone, imagePerceptualHash, colours, priceAmount, priceCurrency, listedAt } = row;
  return {
    productId,
    score,
    sellerPhone,
    pictureHash: imagePerceptualHash?.length === 16 ? readHash(imagePerceptualHash) : null,
    colours: colours ?? [],
    priceAmount,
    priceCurrency,
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
  const rows = await db.$queryRaw<CandidateRow[]>`
    SELECT ${candidateColumns} FROM "products" p WHERE p."productId" = ANY(${ids}) AND p."isListed" ${ofColour}`;
  const byId = new Map(rows.map((row) => [row.productId, row]));
  return matches.flatMap(({ productId, score }) => {
    const row = byId.get(productId);
    return row ? [toCandidate(row, score)] : [];
  });
}
