import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ownChatUrl } from '@/app/sell/own-chat-url';
import { contact, database, listingPolicy, whatsappOrigin } from '@/app/wiring/process';
import { AfterNotices } from '@/components/sell/after-notices';
import { PasteProducts } from '@/components/sell/paste-products';
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
  return (
    <SyncProgress
      initialSync={sync}
      initialItems={items}
      afterNotices={
        <>
          <PasteProducts sync={sync} whatsappOrigin={whatsappOrigin()} contact={contact()} />
          {sync.phone === null ? null : <WayBack phone={sync.phone} syncId={sync.id} />}
        </>
      }
    />
  );
}

/** To this page once it is closed, and to the shop's own. */
async function WayBack({ phone, syncId }: { phone: string; syncId: string }) {
  const words = await getTranslations('sell.ownChat');
  const seller = await database().seller.findUnique({
    where: { phone },
    select: { id: true, ownershipProvenAt: true },
  });
  const provenOnly = listingPolicy() === 'proven' && seller?.ownershipProvenAt === null;
  return (
    <AfterNotices
      ownChatUrl={ownChatUrl(phone, `/sell/${syncId}`, (link) => words('message', { link }))}
      sellerId={seller?.id ?? null}
      proofNeeded={provenOnly}
    />
  );
}
