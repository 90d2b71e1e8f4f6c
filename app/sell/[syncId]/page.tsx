import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/wiring/process';
import { SyncProgress } from '@/components/sell/sync-progress';
import { readSync } from '@/lib/syncs/read-sync';
import { readSyncItems } from '@/lib/syncs/read-sync-items';

// Whoever has the link sees a seller's numbers: it is not for search engines.
export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('sell.progress');
  return { title: words('title'), robots: { index: false } };
}

export default async function SyncPage({ params }: { params: Promise<{ syncId: string }> }) {
  const { syncId } = await params;
  const sync = await readSync(database(), syncId);
  if (!sync) notFound();
  const items = await readSyncItems(database(), { syncRunId: sync.id, limit: 50 });
  return <SyncProgress initialSync={sync} initialItems={items} />;
}
