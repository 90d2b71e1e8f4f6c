import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { Pager } from '@/components/admin/pager';
import { RunItems } from '@/components/admin/run-items';
import { RunTable } from '@/components/admin/run-table';
import { StateFilter } from '@/components/admin/state-filter';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { ITEM_STATES, readRunItems } from '@/lib/operations/run-items';
import { PRODUCT_ID } from '@/lib/products/ids.schema';
import { readListedRun } from '@/lib/syncs/list-runs';

export const metadata: Metadata = { title: 'Sync' };

const SHOWN = 100;

interface RunPageProps {
  params: Promise<{ syncRunId: string }>;
  searchParams: PageSearchParams;
}

export default async function AdminRunPage({ params, searchParams }: RunPageProps) {
  await requirePageRole('admin');
  const { syncRunId } = await params;
  if (!z.uuid().safeParse(syncRunId).success) notFound();
  const query = new Map(await searchParamEntries(searchParams));
  const state = ITEM_STATES.find((each) => each === query.get('state'));
  const after = PRODUCT_ID.test(query.get('after') ?? '') ? query.get('after') : undefined;
  const db = database();
  const [run, { items, next }] = await Promise.all([
    readListedRun(db, syncRunId),
    readRunItems(db, { syncRunId, state, after, limit: SHOWN }),
  ]);
  if (run === null) notFound();
  const path = `/admin/syncs/${syncRunId}`;
  const href = (more: Record<string, string>) =>
    `${path}?${new URLSearchParams({ ...(state ? { state } : {}), ...more })}`;
  return (
    <div className="mx-auto flex max-w-[100rem] flex-col gap-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-xl font-semibold">Sync {syncRunId.slice(0, 8)}</h1>
        <span className="text-sm text-ink-faint">{syncRunId}</span>
        <span className="flex flex-wrap gap-2 sm:ml-auto">
          {run.sellerId ? (
            <Link
              href={`/admin/sellers/${run.sellerId}`}
              prefetch={false}
              className={buttonStyle({ look: 'quiet', size: 'sm' })}
            >
              {run.sellerName ?? run.sellerPhone}
            </Link>
          ) : null}
          <Link href={`/sell/${syncRunId}`} prefetch={false} className={buttonStyle({ look: 'quiet', size: 'sm' })}>
            As its seller sees it
          </Link>
          <Link
            href={`/admin/log?run=${syncRunId}`}
            prefetch={false}
            className={buttonStyle({ look: 'quiet', size: 'sm' })}
          >
            Log
          </Link>
        </span>
      </div>
      {run.detail ? <Notice title={run.outcome ?? 'What happened'}>{run.detail}</Notice> : null}
      <RunTable runs={[run]} label="This sync" dismissable={run.state === 'failed' && !run.dismissed} />
      <section aria-labelledby="items">
        <div className="mb-2 flex flex-wrap items-center gap-3">
          <h2 id="items" className="text-base font-semibold">
            Products
          </h2>
          <StateFilter states={[...ITEM_STATES]} current={state} path={path} />
        </div>
        {items.length > 0 ? (
          <RunItems items={items} />
        ) : (
          <EmptyState title="No product here">{state ? 'None of this kind.' : 'The sync has brought none.'}</EmptyState>
        )}
        <Pager newer={after ? href({}) : null} older={next ? href({ after: next }) : null} />
      </section>
    </div>
  );
}
