import { z } from 'zod';
import { decodeCursor, encodeCursor, invalidCursor } from '@/lib/marketplace/cursor';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { PRODUCT_ID } from '@/lib/products/ids.schema';
import type { QueueSort } from './queue-query.schema';
import type { QueueSource } from './queue-source';

/** Where a product stands in a sorted queue. */
export interface QueuePosition {
  /** What is sorted by before the age; empty: the age alone. */
  key: string;
  since: Date;
  productId: string;
}

interface Order {
  /** As text in the cursor, as `type` in the comparison; null: sorted by age alone. */
  key: ((source: QueueSource) => Prisma.Sql) | null;
  type: Prisma.Sql;
  backwards?: boolean;
}

const TEXT = Prisma.sql`text`;
const NUMBER = Prisma.sql`float8`;
const byConfidence = () => Prisma.sql`COALESCE(p."qcConfidence", 0)`;

/** Each as an index has it (migration 20261129160000), read from either end. */
const ORDERS: Record<QueueSort, Order> = {
  oldest: { key: null, type: TEXT },
  newest: { key: null, type: TEXT, backwards: true },
  unsure: { key: byConfidence, type: NUMBER },
  sure: { key: byConfidence, type: NUMBER, backwards: true },
  reason: { key: () => Prisma.sql`COALESCE(p."qcProblems"[1], '')`, type: TEXT },
  category: { key: () => Prisma.sql`COALESCE(p."category", '')`, type: TEXT },
  seller: { key: () => Prisma.sql`p."sellerPhone"`, type: TEXT },
  urgent: { key: ({ urgency }) => urgency, type: Prisma.sql`int` },
};

export interface OrderedQueue {
  /** To be selected as "key". */
  key: Prisma.Sql;
  orderBy: Prisma.Sql;
  after(position: QueuePosition): Prisma.Sql;
}

export function orderedQueue(source: QueueSource, sort: QueueSort): OrderedQueue {
  const { key, type, backwards = false } = ORDERS[sort];
  const direction = backwards ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const beyond = backwards ? Prisma.sql`<` : Prisma.sql`>`;
  const columns = [...(key === null ? [] : [key(source)]), source.since, Prisma.sql`p."productId"`];
  return {
    key: key === null ? Prisma.sql`''` : Prisma.sql`${key(source)}::text`,
    orderBy: Prisma.join(columns.map((column) => Prisma.sql`${column} ${direction}`)),
    after: (position) => {
      const values = [
        ...(key === null ? [] : [Prisma.sql`${position.key}::text::${type}`]),
        Prisma.sql`${position.since}::timestamptz`,
        Prisma.sql`${position.productId}::text`,
      ];
      return Prisma.sql`(${Prisma.join(columns)}) ${beyond} (${Prisma.join(values)})`;
    },
  };
}

const position = z.tuple([
  z.string(),
  z.string().max(40),
  z.number().int().min(0).max(8.64e15),
  z.string().regex(PRODUCT_ID),
]);

export function encodeQueueCursor(sort: QueueSort, { key, since, productId }: QueuePosition): string {
  return encodeCursor([sort, key, since.getTime(), productId]);
}

/** Errors: `invalid_cursor`, for another order's, too. */
export function decodeQueueCursor(sort: QueueSort, cursor: string): QueuePosition {
  const [of, key, since, productId] = decodeCursor(cursor, position);
  const isNumber = sort === 'unsure' || sort === 'sure' || sort === 'urgent';
  if (of !== sort || (isNumber && !/^\d{1,3}(\.\d{1,20})?(e-\d{1,3})?$/.test(key)) || key.includes('\0')) {
    throw invalidCursor('This page link is of a queue in another order. Start again from the first page.');
  }
  return { key, since: new Date(since), productId };
}
