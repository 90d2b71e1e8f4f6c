import { QUEUE_NAMES } from '@/components/review/names';
import type { WaitingQueue } from '@/components/review/numbers/waiting-table';
import { countQueues, MOST_COUNTED } from '@/lib/moderation/count-queues';
import { countSecondLooks } from '@/lib/moderation/second-look/read-second-looks';
import type { SignedInUser } from '@/lib/platform/auth-roles';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';

const NAMES = { ...QUEUE_NAMES, escalated: 'Escalated to admins' };
const number = new Intl.NumberFormat('en-KE');

/** What waits for anybody, and in the last line for whoever looks, since nobody looks twice at their own decision. */
export async function readWaitingQueues(db: PrismaClient, user: SignedInUser): Promise<WaitingQueue[]> {
  const [queues, second] = await Promise.all([countQueues(db), countSecondLooks(db, user.id)]);
  return [
    ...queues.map(({ queue, waiting, oldest }) => ({
      name: NAMES[queue],
      waiting: waiting < MOST_COUNTED ? number.format(waiting) : `${number.format(waiting)} and more`,
      oldest: oldest?.toISOString() ?? null,
    })),
    { name: 'Second look, for you', waiting: number.format(second.waiting), oldest: second.oldest },
  ];
}
