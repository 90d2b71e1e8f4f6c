import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { LogTable } from '@/components/admin/log-table';
import { Pager } from '@/components/admin/pager';
import { StateFilter } from '@/components/admin/state-filter';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { logWords } from '@/lib/operations/log-words';
import { PRODUCT_ID } from '@/lib/products/ids.schema';
import { readLog } from '@/lib/syncs/read-log';
import { syncLogEventSchema } from '@/lib/syncs/sync-log';

export const metadata: Metadata = { title: 'Log' };

const SHOWN = 100;
const uuid = z.uuid();

export default async function LogPage({ searchParams }: { searchParams: PageSearchParams }) {
  await requirePageRole('admin');
  const params = new Map(await searchParamEntries(searchParams));
  const eventType = syncLogEventSchema.safeParse(params.get('event')).data;
  const syncRunId = uuid.safeParse(params.get('run')).data;
  const sellerId = uuid.safeParse(params.get('seller')).data;
  const productId = PRODUCT_ID.test(params.get('product') ?? '') ? params.get('product') : undefined;
  const before = /^\d{1,18}$/.test(params.get('before') ?? '') ? BigInt(params.get('before') ?? 0) : undefined;
  const db = database();
  const seller = sellerId ? await db.seller.findUnique({ where: { id: sellerId }, select: { phone: true } }) : null;
  // An erased seller has no lines.
  const sellerPhone = sellerId ? (seller?.phone ?? 'none') : undefined;
  const { lines, more } = await readLog(db, { eventType, syncRunId, productId, sellerPhone, before, size: SHOWN });
  const last = lines.at(-1);
  const about = {
    ...(syncRunId ? { run: syncRunId } : {}),
    ...(sellerId ? { seller: sellerId } : {}),
    ...(productId ? { product: productId } : {}),
  };
  const filter = { ...about, ...(eventType ? { event: eventType } : {}) };
  const href = (query: Record<string, string>) => `/admin/log?${new URLSearchParams(query)}`;
  return (
    <div className="mx-auto max-w-[100rem]">
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <h1 className="text-xl font-semibold">Log</h1>
        {Object.keys(about).length > 0 ? (
          <Link
            href={eventType ? href({ event: eventType }) : '/admin/log'}
            className={buttonStyle({ look: 'quiet', size: 'sm' })}
          >
            {aboutText({ syncRunId, sellerId, productId })} · show all
          </Link>
        ) : (
          <StateFilter states={syncLogEventSchema.options} current={eventType} path="/admin/log" name="event" />
        )}
      </div>
      {lines.length === 0 ? (
        <EmptyState title="Nothing is logged here">Every stage of every product writes a line.</EmptyState>
      ) : (
        <LogTable lines={lines.map((line) => ({ ...line, words: logWords(line) }))} />
      )}
      <Pager
        newer={before === undefined ? null : href(filter)}
        older={more && last ? href({ ...filter, before: last.id }) : null}
      />
    </div>
  );
}

interface About {
  syncRunId: string | undefined;
  sellerId: string | undefined;
  productId: string | undefined;
}

function aboutText({ syncRunId, sellerId, productId }: About): string {
  const parts = [
    productId ? `product ${productId}` : '',
    syncRunId ? `sync ${syncRunId.slice(0, 8)}` : '',
    sellerId ? 'one seller' : '',
  ];
  return `Only ${parts.filter(Boolean).join(', ')}`;
}
