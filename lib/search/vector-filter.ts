import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { VectorFilter } from '@/lib/vectors/vector-store';
import { HOME_CURRENCY, type ProductFilters } from './product-filters';
import { sellerPhoneOf } from './seller-card';

/** The filters as the index knows them. Errors: `seller_not_found`. */
export async function toVectorFilter(db: PrismaClient, filters: ProductFilters): Promise<VectorFilter> {
  const { seller, category, minPrice, maxPrice, currency } = filters;
  const filter: VectorFilter = {};
  if (seller !== undefined) {
    const phone = await sellerPhoneOf(db, seller);
    if (phone === null)
      throw new SokoError({ code: 'seller_not_found', message: 'There is no seller with this id.', status: 404 });
    filter.sellerPhone = phone;
  }
  if (category !== undefined) filter.category = category;
  if (minPrice !== undefined) filter.minPrice = minPrice;
  if (maxPrice !== undefined) filter.maxPrice = maxPrice;
  if (minPrice !== undefined || maxPrice !== undefined || currency !== undefined)
    filter.priceCurrency = currency ?? HOME_CURRENCY;
  return filter;
}
