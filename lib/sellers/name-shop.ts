import { writeAudit } from '@/lib/platform/audit';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { ShopAccess } from './shop-access';
import { SHOP_NAME_LENGTH } from './shop-changes.schema';

/** Nothing that is followed, called or written to: a shop's name is not reviewed as products are. */
const NO_NAME = /https?:|www\.|\.[a-z]{2,}(?:\/|\b)|[@<>]|(?:\d[\s.()-]*){7,}/iu;
/** Marks of direction, halves of characters, and what cannot be seen. */
const UNSEEN = /[\p{Cf}\p{Cs}\p{Co}]+/gu;
const BREAKS = /[\p{Cc}\p{Z}]+/gu;

/** A shop's name as it is kept; null for none, so that WhatsApp's is shown. Errors: `shop_name_refused`. */
export function readShopName(given: string): string | null {
  const name = given.normalize('NFC').replace(UNSEEN, '').replace(BREAKS, ' ').trim();
  if (name === '') return null;
  const isName = /\p{L}|\p{N}/u.test(name) && !NO_NAME.test(name) && [...name].length <= SHOP_NAME_LENGTH;
  if (isName) return name;
  throw new SokoError({
    code: 'shop_name_refused',
    message: `A shop’s name has at most ${SHOP_NAME_LENGTH} characters, and no links, addresses or phone numbers.`,
    status: 422,
  });
}

/**
 * The name that shoppers see in place of WhatsApp's, until WhatsApp's changes. One transaction with its line of audit.
 * Errors: `shop_name_refused`, `seller_not_found`.
 */
export async function nameShop(
  db: PrismaClient,
  { sellerId, phone }: Pick<ShopAccess, 'sellerId' | 'phone'>,
  given: string,
): Promise<{ changed: boolean }> {
  const name = readShopName(given);
  return db.$transaction(async (tx) => {
    const [seller] = await tx.$queryRaw<{ name: string | null; displayName: string | null }[]>`
      SELECT "name", "displayName" FROM "sellers" WHERE "phone" = ${phone} FOR UPDATE`;
    if (!seller)
      throw new SokoError({ code: 'seller_not_found', message: 'There is no shop with this id.', status: 404 });
    // WhatsApp's own is none of theirs.
    const displayName = name === seller.name ? null : name;
    if (displayName === seller.displayName) return { changed: false };
    const displayNameOver = displayName === null ? null : seller.name;
    await tx.seller.update({ where: { phone }, data: { displayName, displayNameOver } });
    await writeAudit(tx, {
      ...{ actorId: `seller:${sellerId}`, action: 'seller.named', subject: `seller:${sellerId}` },
      detail: { before: { displayName: seller.displayName }, after: { displayName } },
    });
    return { changed: true };
  });
}
