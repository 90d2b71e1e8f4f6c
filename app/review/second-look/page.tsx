import type { Metadata } from 'next';
import { requirePageRole } from '@/app/server/session';
import { readPolicy } from '@/app/wiring/policy';
import { database } from '@/app/wiring/process';
import { SecondLookDesk } from '@/components/review/second-look/second-look-desk';
import { countSecondLooks, readSecondLooks } from '@/lib/moderation/second-look/read-second-looks';

export const metadata: Metadata = { title: 'Second look' };

export default async function SecondLookPage() {
  const { id: moderatorId } = await requirePageRole('moderator');
  const [items, { waiting }, policy] = await Promise.all([
    readSecondLooks(database(), { moderatorId, limit: 20 }),
    countSecondLooks(database(), moderatorId),
    readPolicy(),
  ]);
  return (
    <div className="mx-auto max-w-[100rem]">
      <div className="mb-4">
        <h1 className="text-xl font-semibold">Second look</h1>
        <p className="tabular mt-1 max-w-prose text-ink-soft">
          {waiting === 1 ? '1 product waits. ' : waiting > 0 ? `${waiting} products wait. ` : null}
          Somebody has decided about these; you decide without knowing how. Where you disagree, an admin looks at it.
        </p>
      </div>
      <SecondLookDesk items={items} policy={policy} />
    </div>
  );
}
