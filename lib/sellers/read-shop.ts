import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { REASONS, STANDING, STANDING_CODE } from '@/lib/products/standing';
import { causeOf, type Standing } from '@/lib/products/standing.schema';
import { PROBLEMS } from '@/lib/quality/problems.schema';
import { SHORTCOMING } from './shop-products';
import { SHORTCOMINGS, type Shortcoming, WHYS, type Why } from './shop-query.schema';

/** As Merchant Center has it: shoppers do not find it, some do not find it, or more would look at it. */
export type Severity = 'not_shown' | 'limited' | 'to_improve';

export interface ShopProblem {
  severity: Severity;
  why: Why;
  products: number;
}

export interface ShopView {
  sellerId: string;
  phone: string;
  /** As shoppers see it. */
  name: string | null;
  /** WhatsApp's, where the shop has its own on Soko. */
  nameOnWhatsApp: string | null;
  namedHere: boolean;
  proven: boolean;
  approved: boolean;
  pausedAt: Date | null;
  suspendedAt: Date | null;
  eraseAt: Date | null;
  /** When any of theirs was last read. */
  lastReadAt: Date | null;
  counts: Partial<Record<Standing, number>>;
  total: number;
  problems: ShopProblem[];
}

interface CountRow extends Record<Shortcoming, boolean> {
  standing: Standing;
  code: string | null;
  reasons: string[];
  products: number;
}

/** A shop as whoever holds it sees it; null when it is erased by now. */
export async function readShop(db: PrismaClient, phone: string): Promise<ShopView | null> {
  const seller = await db.seller.findUnique({ where: { phone } });
  if (seller === null) return null;
  const [rows, lastReadAt] = await Promise.all([countProducts(db, phone), readLastRead(db, phone)]);
  const counts: ShopView['counts'] = {};
  for (const { standing, products } of rows) counts[standing] = (counts[standing] ?? 0) + products;
  return {
    sellerId: seller.id,
    phone,
    name: seller.displayName ?? seller.name,
    nameOnWhatsApp: seller.name,
    namedHere: seller.displayName !== null,
    proven: seller.ownershipProvenAt !== null,
    approved: seller.approvedAt !== null,
    pausedAt: seller.pausedAt,
    suspendedAt: seller.suspendedAt,
    eraseAt: seller.eraseAt,
    lastReadAt,
    counts,
    total: rows.reduce((sum, { products }) => sum + products, 0),
    problems: problemsOf(rows),
  };
}

function countProducts(db: Prisma.TransactionClient, phone: string): Promise<CountRow[]> {
  return db.$queryRaw<CountRow[]>`
    SELECT s."standing", s."code", s."reasons", s."no_price", s."no_category", s."no_description", s."small_picture",
      count(*)::int AS "products"
    FROM (
      SELECT ${STANDING} AS "standing", ${STANDING_CODE} AS "code", ${REASONS} AS "reasons",
        p."isListed" AND ${SHORTCOMING.no_price} AS "no_price",
        p."isListed" AND ${SHORTCOMING.no_category} AS "no_category",
        p."isListed" AND ${SHORTCOMING.no_description} AS "no_description",
        p."isListed" AND ${SHORTCOMING.small_picture} AS "small_picture"
      FROM "products" p WHERE p."sellerPhone" = ${phone}
    ) s GROUP BY 1, 2, 3, 4, 5, 6, 7`;
}

async function readLastRead(db: PrismaClient, phone: string): Promise<Date | null> {
  const { _max } = await db.product.aggregate({ where: { sellerPhone: phone }, _max: { lastHydratedAt: true } });
  return _max.lastHydratedAt;
}

const LIMITING: readonly Shortcoming[] = ['no_price', 'no_category'];
const ORDER: readonly Severity[] = ['not_shown', 'limited', 'to_improve'];

/** By cause, what hides most first. A product with two reasons counts for both. Pure. */
function problemsOf(rows: CountRow[]): ShopProblem[] {
  const found = new Map<Why, ShopProblem>();
  const add = (severity: Severity, why: Why, products: number) => {
    const before = found.get(why)?.products ?? 0;
    found.set(why, { severity, why, products: before + products });
  };
  for (const row of rows) {
    const { standing, code, reasons, products } = row;
    if (standing === 'rejected') for (const why of knownReasons(reasons)) add('not_shown', why, products);
    if (standing === 'fix' || standing === 'failed') add('not_shown', causeOf(code ?? ''), products);
    for (const why of SHORTCOMINGS) if (row[why]) add(LIMITING.includes(why) ? 'limited' : 'to_improve', why, products);
  }
  return [...found.values()].sort(
    (one, other) =>
      ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity) ||
      other.products - one.products ||
      WHYS.indexOf(one.why) - WHYS.indexOf(other.why),
  );
}

function knownReasons(reasons: string[]): Why[] {
  const known = PROBLEMS.filter((problem) => reasons.includes(problem));
  return known.length > 0 ? known : ['other'];
}
