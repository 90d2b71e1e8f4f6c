import { readPastedLinks } from '@/lib/catalog/links';
import { clientBusy, SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { PRODUCT_ID } from '@/lib/products/ids.schema';
import { LOOKING_SECONDS, MOST_ASKED } from './start-proof';

export interface AskForLookDeps {
  db: PrismaClient;
  whatsappOrigin: string;
  /** → seller/proof.requested */
  requestLook(look: { proofId: string; sellerPhone: string; productId: string }): Promise<void>;
}

export interface LookRequest {
  phone: string;
  keyHash: string;
  /** A product's id or its link. */
  product: string;
}

/** Of one shop and all devices: each look reads WhatsApp's pages some times. */
const MOST_IN_AN_HOUR = 60;

/**
 * Has the device's code looked for in one product. Errors: `no_product_link`, `product_of_another_seller` (422),
 * `proof_expired` (410), `proof_under_way` (409), `too_many_requests`, `queue_unavailable`.
 */
export async function askForLook(deps: AskForLookDeps, { phone, keyHash, product }: LookRequest): Promise<void> {
  const { db } = deps;
  const productId = readProduct(product, phone, deps.whatsappOrigin);
  const known = await db.product.findUnique({
    where: { productId },
    select: { sellerPhone: true, lastHydratedAt: true },
  });
  if (known !== null && known.sellerPhone !== phone && known.lastHydratedAt !== null) throw anotherSeller();
  const [row] = await db.$queryRaw<{ id: string }[]>`
    UPDATE "shopProofs" SET "state" = 'looking', "productId" = ${productId}, "finding" = NULL, "lookedAt" = NULL,
      "asked" = "asked" + 1, "askedAt" = clock_timestamp()
    WHERE "keyHash" = ${keyHash} AND "sellerPhone" = ${phone} AND "expiresAt" > clock_timestamp()
      AND "asked" < ${MOST_ASKED} AND ("state" = 'open' OR ("state" = 'looking'
        AND "askedAt" < clock_timestamp() - make_interval(secs => ${LOOKING_SECONDS})))
      AND (SELECT coalesce(sum(o."asked"), 0) FROM "shopProofs" o WHERE o."sellerPhone" = ${phone}
        AND o."askedAt" > clock_timestamp() - interval '1 hour') < ${MOST_IN_AN_HOUR}
    RETURNING "id"::text`;
  if (row === undefined) throw await whyNot(db, { phone, keyHash });
  await deps.requestLook({ proofId: row.id, sellerPhone: phone, productId });
}

async function whyNot(db: PrismaClient, { phone, keyHash }: Omit<LookRequest, 'product'>): Promise<SokoError> {
  const row = await db.shopProof.findUnique({ where: { keyHash_sellerPhone: { keyHash, sellerPhone: phone } } });
  if (row === null || row.expiresAt < new Date() || row.state === 'proven' || row.asked >= MOST_ASKED) return expired();
  if (row.state === 'looking') return underWay();
  return clientBusy('This shop’s proof was looked for very often. Wait an hour, then try again.', 60 * 60_000);
}

function readProduct(written: string, phone: string, whatsappOrigin: string): string {
  const text = written.trim();
  if (PRODUCT_ID.test(text)) return text;
  const [product] = readPastedLinks(text, { whatsappOrigin }).products;
  if (product === undefined) {
    throw new SokoError({
      code: 'no_product_link',
      message: 'This is no link to one product. In WhatsApp open the product, tap Share and copy its link.',
      status: 422,
    });
  }
  if (product.sellerPhone !== phone) throw anotherSeller();
  return product.productId;
}

const anotherSeller = () =>
  new SokoError({
    code: 'product_of_another_seller',
    message: 'This product is another shop’s. Choose one of the shop that you want to prove.',
    status: 422,
  });

const expired = () =>
  new SokoError({ code: 'proof_expired', message: 'This code does not count any more. Get a new one.', status: 410 });

const underWay = () =>
  new SokoError({ code: 'proof_under_way', message: 'Soko is looking for the code already.', status: 409 });
