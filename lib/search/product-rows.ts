import { z } from 'zod';
import { besidePicture, parseVariant, VARIANT_TYPES } from '@/lib/media/picture-variants';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { CATEGORIES } from '@/lib/quality/categories.schema';
import type { PictureSource, ProductView } from './product-view';
import { whatsappChatUrl } from './whatsapp-link';

export const productViewSelect = {
  productId: true,
  sellerPhone: true,
  title: true,
  description: true,
  businessName: true,
  priceAmount: true,
  priceCurrency: true,
  priceText: true,
  category: true,
  imageUrl: true,
  s3ImageUrl: true,
  s3ImageVariants: true,
  imageWidth: true,
  imageHeight: true,
  imagePlaceholder: true,
  lastHydratedAt: true,
  listedAt: true,
  seller: { select: { id: true, name: true } },
} satisfies Prisma.ProductSelect;

export type ProductRow = Prisma.ProductGetPayload<{ select: typeof productViewSelect }>;

const category = z.enum(CATEGORIES).nullable().catch(null);

function toProductView(row: ProductRow): ProductView {
  const title = row.title?.trim() || 'Untitled product';
  return {
    productId: row.productId,
    seller: { id: row.seller.id, name: row.seller.name ?? row.businessName },
    title,
    description: row.description?.trim() || null,
    price:
      row.priceAmount === null || row.priceCurrency === null
        ? null
        : { amount: row.priceAmount.toNumber(), currency: row.priceCurrency },
    priceText: row.priceText,
    category: category.parse(row.category),
    imageUrl: row.s3ImageUrl ?? row.imageUrl,
    s3ImageUrl: row.s3ImageUrl,
    pictureSources: sourcesOf(row),
    imageWidth: row.imageWidth,
    imageHeight: row.imageHeight,
    imagePlaceholder: row.imagePlaceholder,
    lastHydratedAt: row.lastHydratedAt?.toISOString() ?? null,
    listedAt: row.listedAt?.toISOString() ?? null,
    whatsappUrl: whatsappChatUrl({ productId: row.productId, sellerPhone: row.sellerPhone, title }),
  };
}

function sourcesOf({ s3ImageUrl, s3ImageVariants }: ProductRow): PictureSource[] {
  if (s3ImageUrl === null) return [];
  return s3ImageVariants.flatMap((name) => {
    const variant = parseVariant(name);
    if (variant === null) return [];
    return [{ url: besidePicture(s3ImageUrl, name), type: VARIANT_TYPES[variant.format], width: variant.width }];
  });
}

/** The live one among all products; null when it is unknown or not live. */
export async function findLiveProduct(db: PrismaClient, productId: string): Promise<ProductView | null> {
  if (!/^\d{1,20}$/.test(productId)) return null;
  const row = await db.product.findFirst({ where: { productId, isListed: true }, select: productViewSelect });
  return row ? toProductView(row) : null;
}

/** Those of the ids that are live, by id. */
export async function findLiveProducts(db: PrismaClient, productIds: string[]): Promise<Map<string, ProductView>> {
  const rows = await db.product.findMany({
    where: { productId: { in: productIds }, isListed: true },
    select: productViewSelect,
  });
  return new Map(rows.map((row) => [row.productId, toProductView(row)]));
}
