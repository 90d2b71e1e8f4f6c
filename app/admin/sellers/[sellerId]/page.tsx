import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database, whatsappOrigin } from '@/app/wiring/process';
import { Pager } from '@/components/admin/pager';
import { RunTable } from '@/components/admin/run-table';
import { SellerActions } from '@/components/admin/seller-actions';
import { SellerNotes } from '@/components/admin/seller-notes';
import { SellerState } from '@/components/admin/seller-state';
import { SellerStateBadges } from '@/components/admin/seller-state-badges';
import { StatTiles } from '@/components/admin/stat-tiles';
import { buttonStyle } from '@/components/ui/button';
import { catalogueUrl } from '@/lib/catalog/link-path';
import { readAdminSeller } from '@/lib/operations/seller-page';
import { env } from '@/lib/platform/env';
import { listRuns, readRunCursor, writeRunCursor } from '@/lib/syncs/list-runs';

export const metadata: Metadata = { title: 'Seller' };

const RUNS = 20;

interface SellerPageProps {
  params: Promise<{ sellerId: string }>;
  searchParams: PageSearchParams;
}

export default async function AdminSellerPage({ params, searchParams }: SellerPageProps) {
  await requirePageRole('admin');
  const { sellerId } = await params;
  if (!z.uuid().safeParse(sellerId).success) notFound();
  const before = readRunCursor(new Map(await searchParamEntries(searchParams)).get('before'));
  const db = database();
  const known = await readAdminSeller(db, sellerId);
  if (known === null) notFound();
  const { seller, counts, notes, acts } = known;
  const { runs, next } = await listRuns(db, { sellerPhone: seller.phone, before, size: RUNS });
  const path = `/admin/sellers/${sellerId}`;
  return (
    <div className="mx-auto flex max-w-[100rem] flex-col gap-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-xl font-semibold">{seller.displayName ?? seller.name ?? seller.phone}</h1>
        <span className="tabular text-ink-soft">+{seller.phone}</span>
        <SellerStateBadges {...seller} provenAt={seller.ownershipProvenAt} />
        <span className="flex flex-wrap gap-2 sm:ml-auto">
          <Link href={`/sellers/${sellerId}`} className={buttonStyle({ look: 'quiet', size: 'sm' })}>
            On the market
          </Link>
          <a
            href={catalogueUrl(whatsappOrigin(), seller.phone)}
            target="_blank"
            rel="noreferrer"
            className={buttonStyle({ look: 'quiet', size: 'sm' })}
          >
            On WhatsApp
          </a>
          <Link
            href={`/admin/log?seller=${sellerId}`}
            prefetch={false}
            className={buttonStyle({ look: 'quiet', size: 'sm' })}
          >
            Log
          </Link>
        </span>
      </div>
      <SellerState seller={seller} policy={env().LISTING_POLICY} />
      <StatTiles
        tiles={[
          { label: 'Products', value: counts.products },
          { label: 'Live', value: counts.live },
          {
            label: 'Wait for a moderator',
            value: counts.waiting,
            ...(counts.waiting > 0 ? { tone: 'warn' as const } : {}),
          },
          { label: 'Rejected', value: counts.rejected },
          { label: 'Gone from WhatsApp', value: counts.gone },
          { label: 'Hidden by the seller', value: counts.hidden },
        ]}
      />
      <div className="grid gap-6 lg:grid-cols-2">
        <SellerActions
          sellerId={sellerId}
          phone={seller.phone}
          isSuspended={seller.suspendedAt !== null}
          isApproved={seller.approvedAt !== null}
          isErasing={seller.eraseAt !== null && seller.eraseAt <= new Date()}
        />
        <SellerNotes
          sellerId={sellerId}
          notes={notes.map(({ at, ...note }) => ({ ...note, at: at.toISOString() }))}
          acts={acts.map(({ at, ...act }) => ({ ...act, at: at.toISOString() }))}
        />
      </div>
      <section aria-labelledby="runs">
        <h2 id="runs" className="mb-2 text-base font-semibold">
          Syncs
        </h2>
        {runs.length > 0 ? <RunTable runs={runs} label="The seller’s syncs, newest first" /> : <p>None.</p>}
        <Pager
          newer={before ? path : null}
          older={next ? `${path}?${new URLSearchParams({ before: writeRunCursor(next) })}` : null}
        />
      </section>
    </div>
  );
}
