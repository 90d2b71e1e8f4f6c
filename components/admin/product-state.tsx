import Link from 'next/link';
import { RelativeTime } from '@/components/time/relative-time';
import { Notice } from '@/components/ui/notice';
import type { AdminProduct } from '@/lib/operations/product-page';
import { STAGE_NAMES } from './stage-names';

/** How a product stands, in words: live, or why not; what is under way; what failed last. */
export function ProductState({ known: { product, notLive, onItsWay, failed } }: { known: AdminProduct }) {
  const { isListed, listedAt } = product;
  return (
    <div className="flex flex-col gap-3">
      {isListed ? (
        <Notice tone="good" title="Live">
          {listedAt ? (
            <>
              On the market since <RelativeTime at={listedAt.toISOString()} />.
            </>
          ) : null}
        </Notice>
      ) : (
        <Notice tone="warn" title={notLive.length > 1 ? 'Not live, for more than one reason' : 'Not live'}>
          {notLive.length === 0 ? (
            'Nothing keeps it back: it goes live with the next look at it, within minutes.'
          ) : (
            <ul>
              {notLive.map(({ code, because }) => (
                <li key={code}>because {because}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      {failed ? (
        <Notice tone="bad" title={`Its last attempt failed: ${failed.code ?? 'unknown'}`}>
          {failed.message} <RelativeTime at={failed.at.toISOString()} />
        </Notice>
      ) : null}
      {onItsWay.map(({ syncRunId, stage, waitsFor, since }) => (
        <Notice key={syncRunId} title={`On its way: ${STAGE_NAMES[stage] ?? stage}`}>
          {waitsFor ? `It waits, since ${STAGE_NAMES[waitsFor] ?? waitsFor} is paused, for` : 'In'}{' '}
          <Link href={`/admin/syncs/${syncRunId}`} prefetch={false} className="underline">
            sync {syncRunId.slice(0, 8)}
          </Link>
          , moved <RelativeTime at={since.toISOString()} />.
        </Notice>
      ))}
    </div>
  );
}
