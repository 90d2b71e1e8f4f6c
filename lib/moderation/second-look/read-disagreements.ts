import { z } from 'zod';
import { decodeCursor, encodeCursor } from '@/lib/marketplace/cursor';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { FORMER_MODERATOR } from '../moderator-names';
import { IS_STILL_SO, LOOKS_ONE_BY_ONE } from './read-second-looks';

export interface Verdict {
  by: string;
  decision: 'approved' | 'rejected';
  problems: string[];
}

export interface Disagreement {
  id: string;
  productId: string;
  /** products.version, for the admin's decision. */
  version: number;
  title: string | null;
  imageUrl: string | null;
  /** In force until an admin decides. */
  first: Verdict;
  second: Verdict & { note: string | null };
  at: string;
}

interface Row {
  id: string;
  productId: string;
  version: number;
  title: string | null;
  imageUrl: string | null;
  firstBy: string | null;
  firstDecision: Verdict['decision'];
  firstProblems: string[];
  secondBy: string | null;
  secondDecision: Verdict['decision'];
  secondProblems: string[];
  secondNote: string | null;
  decidedAt: Date;
  createdAt: Date;
}

const position = z.tuple([z.iso.datetime(), z.uuid()]);

/** What two people decided differently and nobody has settled, the longest first. Errors: `invalid_cursor`. */
export async function readDisagreements(
  db: Prisma.TransactionClient,
  { cursor, limit }: { cursor: string | undefined; limit: number },
): Promise<{ disagreements: Disagreement[]; nextCursor: string | null }> {
  const [at, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, position);
  const rows = await db.$queryRaw<Row[]>`
    SELECT s."id"::text, p."productId", p."version", p."title",
      COALESCE(p."s3ImageUrl", p."imageUrl") AS "imageUrl", u."name" AS "firstBy",
      s."firstDecision"::text AS "firstDecision", s."firstProblems", v."name" AS "secondBy",
      s."secondDecision"::text AS "secondDecision", s."secondProblems", s."secondNote", s."decidedAt", s."createdAt"
    FROM ${LOOKS_ONE_BY_ONE}
    LEFT JOIN "users" u ON u."id" = s."firstBy" LEFT JOIN "users" v ON v."id" = s."secondBy"
    WHERE s."state" = 'disagreed' AND ${IS_STILL_SO}
      AND (${at}::timestamptz IS NULL OR (s."createdAt", s."id") > (${at}::timestamptz, ${id}::uuid))
    ORDER BY s."createdAt", s."id" LIMIT ${limit + 1}`;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    disagreements: shown.map(disagreementOf),
    nextCursor: rows.length > limit && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}

function disagreementOf(row: Row): Disagreement {
  const { id, productId, version, title, imageUrl, decidedAt } = row;
  const first = { by: nameOf(row.firstBy), decision: row.firstDecision, problems: row.firstProblems };
  const second = { by: nameOf(row.secondBy), decision: row.secondDecision, problems: row.secondProblems };
  return {
    ...{ id, productId, version, title, imageUrl, first, at: decidedAt.toISOString() },
    second: { ...second, note: row.secondNote },
  };
}

const nameOf = (name: string | null): string => name ?? FORMER_MODERATOR;
