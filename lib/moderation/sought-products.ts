import { Prisma } from '@/lib/platform/prisma-client/client';

/** What a moderator types to find a product by: one in particular, or words of its title or its shop's name. */
export type Sought = { kind: 'id'; productId: string } | { kind: 'words'; words: string };

/** A link of WhatsApp's or of ours, or digits alone. */
const LINK = /\/(?:p|products)\/(\d{1,20})(?!\d)/;
const DIGITS = /^\d{5,20}$/;

export function readSought(text: string): Sought {
  const productId = LINK.exec(text)?.[1] ?? DIGITS.exec(text.trim())?.[0];
  return productId === undefined ? { kind: 'words', words: text.trim() } : { kind: 'id', productId };
}

/** SQL: `productId` of what is sought. Digits may be a seller's phone, too. */
export function soughtProducts(sought: Sought): Prisma.Sql {
  if (sought.kind === 'id') {
    return Prisma.sql`
      SELECT "productId" FROM "products" WHERE "productId" = ${sought.productId}
      UNION SELECT "productId" FROM "products" WHERE "sellerPhone" = ${sought.productId}`;
  }
  const part = `%${sought.words.replace(/[\\%_]/g, '\\$&')}%`;
  return Prisma.sql`
    SELECT "productId" FROM "products" WHERE "title" ILIKE ${part}
    UNION SELECT p."productId" FROM "products" p JOIN "sellers" s ON s."phone" = p."sellerPhone"
    WHERE s."name" ILIKE ${part} OR s."displayName" ILIKE ${part}`;
}
