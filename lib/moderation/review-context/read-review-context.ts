import { productUrl, whatsappChatUrl } from '@/lib/catalog/link-path';
import { productNotFound } from '@/lib/products/product-not-found';
import { type AlikeDeps, readCopies, readNearest } from './alike-products';
import { readEarlierReviews } from './earlier-reviews';
import { marksIn } from './marked-text';
import { readPriceReading } from './price-reading';
import type { ReviewContext } from './review-context.schema';
import { readSellerHistory } from './seller-history';

export interface ContextDeps extends AlikeDeps {
  whatsappOrigin: string;
}

/** What a moderator wants to know before deciding about a product. Errors: `product_not_found`. */
export async function readReviewContext(deps: ContextDeps, productId: string): Promise<ReviewContext> {
  const { db, whatsappOrigin } = deps;
  const product = await db.product.findUnique({ where: { productId } });
  if (product === null) throw productNotFound();
  const { sellerPhone, title, description, priceText, isListed } = product;
  const [seller, price, reviews, { copies, hadItFirst }] = await Promise.all([
    readSellerHistory(db, sellerPhone),
    readPriceReading(db, product),
    readEarlierReviews(db, product),
    readCopies(deps, product),
  ]);
  if (seller === null) throw productNotFound();
  const nearest = await readNearest(
    deps,
    product,
    copies.map((copy) => copy.productId),
  );
  return {
    productId,
    marks: { title: marksIn(title ?? '', priceText), description: marksIn(description ?? '', priceText) },
    ...{ price, seller, copies, hadItFirst, nearest, reviews },
    links: {
      all: `/review/products/${productId}`,
      product: isListed ? `/products/${productId}` : null,
      shop: `/sellers/${seller.id}`,
      whatsapp: productUrl(whatsappOrigin, productId, sellerPhone),
      chat: whatsappChatUrl(sellerPhone),
    },
  };
}
