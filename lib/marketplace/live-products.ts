import type { Pool } from 'pg';
import { besidePicture, parseVariant, VARIANT_TYPES } from '@/lib/media/picture-variants';
import { PRODUCT_ID } from '@/lib/products/ids.schema';
import { isCategory } from '@/lib/quality/categories.schema';
import type { PictureSource, ProductView } from './product-view.schema';
import { REVIEWED_NAME } from './seller-card';
import { shownTitle } from './shown-title';
import { productChatUrl } from './whatsapp-link';

interface ProductRow {
  productId: string;
  sellerPhone: string;
  title: string | null;
  description: string | null;
  priceAmount: number | null;
  priceCurrency: string | null;
  priceText: string | null;
  brand: string | null;
  sizes: string[];
  material: string | null;
  category: string | null;
  imageUrl: string | null;
  s3ImageUrl: string | null;
  s3ImageVariants: string[];
  imageWidth: number | null;
  imageHeight: number | null;
  imagePlaceholder: string | null;
  /** In ms since 1970, as the next. */
  lastHydratedAt: number | null;
  listedAt: number | null;
  sellerId: string;
  sellerName: string | null;
  corrected: ProductView['corrected'];
  sellerProven: boolean;
}

function toProductView(row: ProductRow): ProductView {
  const price =
    row.priceAmount === null || row.priceCurrency === null
      ? null
      : { amount: row.priceAmount, currency: row.priceCurrency };
  const words = row.title?.trim() || 'Untitled product';
  const title = shownTitle(words, { price, priceText: row.priceText, phone: row.sellerPhone });
  return {
    productId: row.productId,
    seller: { id: row.sellerId, name: row.sellerName, proven: row.sellerProven },
    title,
    description: row.description?.trim() || null,
    price,
    // WhatsApp's words name another price than the seller's own.
    priceText: row.corrected.includes('price') ? null : row.priceText,
    corrected: row.corrected,
    brand: row.brand,
    sizes: row.sizes,
    material: row.material,
    category: isCategory(row.category) ? row.category : null,
    imageUrl: row.s3ImageUrl ?? row.imageUrl,
    s3ImageUrl: row.s3ImageUrl,
    pictureSources: sourcesOf(row),
    imageWidth: row.imageWidth,
    imageHeight: row.imageHeight,
    imagePlaceholder: row.imagePlaceholder,
    lastHydratedAt: isoOf(row.lastHydratedAt),
    listedAt: isoOf(row.listedAt),
    whatsappUrl: productChatUrl({ productId: row.productId, sellerPhone: row.sellerPhone, title }),
  };
}

const isoOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function sourcesOf({ s3ImageUrl, s3ImageVariants }: ProductRow): PictureSource[] {
  if (s3ImageUrl === null) return [];
  return s3ImageVariants.flatMap((name) => {
    const variant = parseVariant(name);
    if (variant === null) return [];
    return [{ url: besidePicture(s3ImageUrl, name), type: VARIANT_TYPES[variant.format], width: variant.width }];
  });
}

/** Null when the product is unknown or not live. */
export async function findLiveProduct(pool: Pool, productId: string): Promise<ProductView | null> {
  if (!PRODUCT_ID.test(productId)) return null;
  return (await findLiveProducts(pool, [productId])).get(productId) ?? null;
}

/** Those of the ids that are live, by id. Not by Prisma, which takes twice as long: every page waits for this. */
export async function findLiveProducts(pool: Pool, productIds: string[]): Promise<Map<string, ProductView>> {
  const { rows } = await pool.query<ProductRow>({ name: 'live-products', text: LIVE_PRODUCTS, values: [productIds] });
  return new Map(rows.map((row) => [row.productId, toProductView(row)]));
}

/** SQL for a moment in ms since 1970: pg's own dates are slower to read. */
export const epochMs = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;

const LIVE_PRODUCTS = `
  SELECT p."productId", p."sellerPhone", p."title", p."description",
    p."priceAmount"::float8 AS "priceAmount", p."priceCurrency", p."priceText",
    p."brand", p."sizes", p."material", p."category",
    p."imageUrl", p."s3ImageUrl", p."s3ImageVariants", p."imageWidth", p."imageHeight", p."imagePlaceholder",
    ${epochMs('p."lastHydratedAt"')} AS "lastHydratedAt", ${epochMs('p."listedAt"')} AS "listedAt",
    s."id"::text AS "sellerId", s."ownershipProvenAt" IS NOT NULL AS "sellerProven",
    coalesce(s."displayName", p."businessName", ${REVIEWED_NAME}) AS "sellerName",
    array_remove(ARRAY[CASE WHEN p."correctedPrice" IS NOT NULL THEN 'price' END,
      CASE WHEN p."correctedCategory" IS NOT NULL THEN 'category' END,
      CASE WHEN s."displayName" IS NOT NULL THEN 'shop_name' END], NULL) AS "corrected"
  FROM "products" p JOIN "sellers" s ON s."phone" = p."sellerPhone"
  WHERE p."productId" = ANY($1) AND p."isListed"`;
