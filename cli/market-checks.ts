import { createDatabase } from '@/lib/platform/db';
import type { Env } from '@/lib/platform/env';

interface Look {
  state: 'ok' | 'note' | 'problem';
  detail: string;
  remedy?: string;
}

const ASKED_FOR = {
  proven: {
    whose: 'sellers who have proven that the shop is theirs',
    remedy: 'ask sellers to prove their shop at /sell',
  },
  approved: { whose: 'sellers an admin has approved', remedy: 'approve sellers in /admin' },
} as const;

/** Whether anything can go live at all. */
export async function checkListing(settings: Pick<Env, 'DATABASE_URL' | 'LISTING_POLICY'>): Promise<Look> {
  const { DATABASE_URL, LISTING_POLICY: policy } = settings;
  if (policy === 'open') return { state: 'ok', detail: 'every seller’s approved products go live' };
  const { whose, remedy } = ASKED_FOR[policy];
  if (DATABASE_URL === undefined) return { state: 'ok', detail: `only products of ${whose} go live` };
  const database = createDatabase(DATABASE_URL, { max: 1 });
  try {
    const letIn = policy === 'proven' ? { ownershipProvenAt: { not: null } } : { approvedAt: { not: null } };
    const sellers = await database.prisma.seller.count({ where: letIn });
    if (sellers > 0) return { state: 'ok', detail: `only products of ${whose} go live: ${sellers} so far` };
    const waiting = await database.prisma.product.count({ where: { isActive: true, qcStatus: 'approved' } });
    const or = `${remedy}, or set LISTING_POLICY=open`;
    const nothing = `only products of ${whose} go live, and there are none: nothing can go live`;
    if (waiting === 0) return { state: 'note', detail: nothing, remedy: or };
    return { state: 'problem', detail: `${nothing}, and ${waiting} approved products wait for it`, remedy: or };
  } catch {
    return {
      state: 'note',
      detail: `only products of ${whose} go live; the database does not say whether there are any`,
    };
  } finally {
    await database.close();
  }
}

/** Whom people may write to. */
export function checkContact({
  CONTACT_EMAIL,
  CONTACT_WHATSAPP,
}: Pick<Env, 'CONTACT_EMAIL' | 'CONTACT_WHATSAPP'>): Look {
  const ways = [CONTACT_EMAIL, CONTACT_WHATSAPP === undefined ? undefined : `+${CONTACT_WHATSAPP}`].filter(Boolean);
  if (ways.length > 0) return { state: 'ok', detail: `people write to ${ways.join(' and ')}` };
  return {
    state: 'note',
    detail: 'nobody is named whom a seller who was left out may write to',
    remedy: 'set CONTACT_EMAIL or CONTACT_WHATSAPP',
  };
}
