import { CSV_BOM, csvLine } from '@/lib/platform/csv';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { REASONS, STANDING, STANDING_CODE } from '@/lib/products/standing';
import type { ExportedProduct } from './shop-export.schema';

/** Read and sent at a time: a shop of any size takes no more memory than this. */
const PAGE = 500;

const COLUMNS = [
  'productId',
  'standing',
  'reasons',
  'title',
  'description',
  'priceAmount',
  'priceCurrency',
  'priceText',
  'priceCorrected',
  'category',
  'categoryCorrected',
  'hidden',
  'pictureUrl',
  'lastReadAt',
] as const satisfies readonly (keyof ExportedProduct)[];

/** All of a seller's products in pieces of a file: CSV that spreadsheets open, or a JSON array. */
export async function* exportShop(
  db: Prisma.TransactionClient,
  phone: string,
  format: 'csv' | 'json',
): AsyncGenerator<string> {
  yield format === 'csv' ? CSV_BOM + csvLine(COLUMNS) : '[';
  let first = true;
  for await (const products of pagesOf(db, phone)) {
    if (format === 'csv') yield products.map(lineOf).join('');
    else yield `${first ? '' : ','}${products.map((product) => `\n${JSON.stringify(product)}`).join(',')}`;
    first = false;
  }
  if (format === 'json') yield '\n]\n';
}

/** An id has more digits than a spreadsheet keeps: the apostrophe makes it text there. */
function lineOf(product: ExportedProduct): string {
  return csvLine(
    COLUMNS.map((column) => {
      const value = product[column];
      if (column === 'productId') return `'${value}`;
      return Array.isArray(value) ? value.join(' ') : value;
    }),
  );
}

async function* pagesOf(db: Prisma.TransactionClient, phone: string): AsyncGenerator<ExportedProduct[]> {
  for (let after = ''; ; ) {
    const rows = await readPage(db, phone, after);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.productId;
  }
}

type Row = Omit<ExportedProduct, 'lastReadAt' | 'reasons'> & {
  lastReadAt: Date | null;
  reasons: string[];
  code: string | null;
};

async function readPage(db: Prisma.TransactionClient, phone: string, after: string): Promise<ExportedProduct[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT p."productId", ${STANDING} AS "standing", ${STANDING_CODE} AS "code", ${REASONS} AS "reasons", p."title",
      p."description", p."priceAmount"::float8 AS "priceAmount", p."priceCurrency", p."priceText",
      p."correctedPrice" IS NOT NULL AS "priceCorrected", p."category",
      p."correctedCategory" IS NOT NULL AS "categoryCorrected", p."hiddenAt" IS NOT NULL AS "hidden",
      coalesce(p."s3ImageUrl", p."imageUrl") AS "pictureUrl", p."lastHydratedAt" AS "lastReadAt"
    FROM "products" p WHERE p."sellerPhone" = ${phone} AND p."productId" > ${after}
    ORDER BY p."productId" LIMIT ${PAGE}`;
  return rows.map(({ code, lastReadAt, reasons, ...product }) => ({
    ...product,
    reasons: code === null ? reasons : [code, ...reasons],
    lastReadAt: lastReadAt?.toISOString() ?? null,
  }));
}
