import { z } from 'zod';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { PRODUCT_ID } from '@/lib/products/ids.schema';
import { queueQuerySchema } from '../queue-query';
import { queuedProductIds, type Viewer } from '../queue-source';

/** Ticked one by one; the rest of a queue goes by what it was filtered by. */
const MOST_TICKED = 500;

export const selectionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('items'),
    items: z
      .array(z.object({ productId: z.string().regex(PRODUCT_ID), version: z.int().min(0) }))
      .min(1)
      .max(MOST_TICKED)
      .describe('As they were seen: one that has changed since is left alone.'),
  }),
  z.object({
    kind: z.literal('seller'),
    sellerId: z.uuid(),
    of: z.enum(['waiting', 'live']).describe('What waits for a moderator, or what shoppers see.'),
  }),
  z.object({ kind: z.literal('all'), query: queueQuerySchema.describe('All that a queue holds, as it is filtered.') }),
]);
export type Selection = z.infer<typeof selectionSchema>;

const OF_SELLER = {
  live: Prisma.sql`p."isListed"`,
  waiting: Prisma.sql`p."qcStatus" = 'flagged' AND p."isActive"`,
};

/** SQL: `productId` and `version` of what is selected. */
export function selectedProducts(selection: Selection, by: Viewer): Prisma.Sql {
  switch (selection.kind) {
    case 'items':
      return Prisma.sql`
        SELECT s."productId", s."version" FROM jsonb_to_recordset(${JSON.stringify(selection.items)}::jsonb)
          AS s("productId" text, "version" int)`;
    case 'seller':
      return Prisma.sql`
        SELECT p."productId", p."version" FROM "products" p JOIN "sellers" s ON s."phone" = p."sellerPhone"
        WHERE s."id" = ${selection.sellerId}::uuid
          AND ${OF_SELLER[selection.of]}`;
    case 'all':
      return Prisma.sql`
        SELECT q."productId", q."version" FROM "products" q
        WHERE q."productId" IN (${queuedProductIds(selection.query, by)})`;
  }
}

/** What is kept of a selection, for whoever reads the record later. */
export function selectionRecord(selection: Selection): Prisma.InputJsonObject {
  return selection.kind === 'items' ? { kind: 'items', count: selection.items.length } : { ...selection };
}
