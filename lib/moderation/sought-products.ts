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

/** SQL: `productId` of what is sought. */
export function soughtProducts(sought: Sought): Prisma.Sql {
  const arms = soughtConditions(sought).map(
    (which) => Prisma.sql`SELECT p."productId" FROM "products" p WHERE ${which}`,
  );
  return Prisma.join(arms, ' UNION ');
}

/** What a product `p` is sought by: any of these, each with an index of its own. Digits may be a phone, too. */
export function soughtConditions(sought: Sought): Prisma.Sql[] {
  if (sought.kind === 'id')
    return [Prisma.sql`p."productId" = ${sought.productId}`, Prisma.sql`p."sellerPhone" = ${sought.productId}`];
  const part = `%${sought.words.replace(/[\\%_]/g, '\\$&')}%`;
  return [
    Prisma.sql`p."title" ILIKE ${part}`,
    Prisma.sql`p."sellerPhone" IN (
      SELECT "phone" FROM "sellers" WHERE "name" ILIKE ${part} OR "displayName" ILIKE ${part})`,
  ];
}
