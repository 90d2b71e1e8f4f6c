'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowRight, LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { apiRequest, sendJson } from '@/components/api/api-request';
import { Button, buttonStyle } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { productUrl } from '@/lib/catalog/link-path';
import type { SyncView } from '@/lib/syncs/sync-view.schema';
import { productLinksOf } from './compact-paste';
import type { Contact } from './contact-line';
import { FilePicker, PasteBox } from './paste-box';
import { type PasteRefusal, PasteRefused } from './paste-refused';
import { productLinksHelp } from './product-links-help';
import { DROP_OVER, useFileDrop } from './use-file-drop';
import { refusalOf } from './use-onboarding';
import { usePaste } from './use-paste';

interface PasteProductsProps {
  sync: SyncView;
  whatsappOrigin: string;
  contact: Contact;
}

/** Under what became of a catalogue: where its products' own links are pasted instead, once that is what helps. */
export function PasteProducts({ sync: initial, whatsappOrigin, contact }: PasteProductsProps) {
  // As the progress beside it reads it.
  const { data: sync } = useQuery({
    queryKey: ['sync', initial.id],
    queryFn: ({ signal }) => apiRequest('sync', `/api/syncs/${initial.id}`, { signal }),
    initialData: initial,
    enabled: false,
  });
  const words = useTranslations('sell.instead');
  if (sync.outcome === 'not_found') {
    return (
      <Link href="/sell" className={buttonStyle({ look: 'quiet', className: 'mt-5' })}>
        {words('anotherLink')}
      </Link>
    );
  }
  if (sync.phone === null || !productLinksHelp(sync)) return null;
  return <ProductLinks phone={sync.phone} whatsappOrigin={whatsappOrigin} contact={contact} />;
}

function ProductLinks({ phone, whatsappOrigin, contact }: { phone: string; whatsappOrigin: string; contact: Contact }) {
  const words = useTranslations('sell.instead');
  const router = useRouter();
  const paste = usePaste(whatsappOrigin);
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<PasteRefusal | null>(null);
  const drop = useFileDrop((files) => void paste.addFiles(files));
  const mine = paste.links.products.filter(({ sellerPhone }) => sellerPhone === phone).length;
  const others = paste.links.products.length - mine + paste.links.catalogues.length;

  async function send(): Promise<void> {
    setIsSending(true);
    setRefusal(null);
    try {
      const text = productLinksOf(paste.links, phone, whatsappOrigin);
      const { sellers } = await sendJson('onboarded', '/api/sellers', { text });
      if (sellers[0]) router.push(sellers[0].statusUrl);
    } catch (error) {
      setRefusal(await refusalOf(error));
      setIsSending(false);
    }
  }

  return (
    <form
      className={cn('mt-5 flex flex-col gap-4 rounded-2xl border border-line bg-surface p-5', drop.isOver && DROP_OVER)}
      {...drop.handlers}
      onSubmit={(event) => {
        event.preventDefault();
        if (mine > 0 && !isSending) void send();
      }}
    >
      <PasteBox
        paste={paste}
        label={words('label')}
        hints={[words('hint')]}
        placeholder={productUrl('https://wa.me', '5826448410763231', phone)}
        rows={3}
      />
      {paste.text ? (
        <p aria-live="polite" className="text-[0.9375rem]">
          {words('found', { count: mine })}
          {others > 0 ? <span className="text-ink-soft"> {words('others', { count: others })}</span> : null}
        </p>
      ) : null}
      {refusal ? <PasteRefused refusal={refusal} contact={contact} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={mine === 0 || isSending} className="max-sm:w-full">
          {isSending ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
          {words('add')}
          {isSending ? null : <ArrowRight aria-hidden />}
        </Button>
        <FilePicker onFiles={(files) => void paste.addFiles(files)}>{words('fromFile')}</FilePicker>
      </div>
    </form>
  );
}
