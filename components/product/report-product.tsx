'use client';

import { Flag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { buttonStyle } from '@/components/ui/button';
import { ReportForm } from './report-form';

/** Opens the report's form over the page; without JavaScript it is a link to a page of its own. */
export function ReportProduct({ productId }: { productId: string }) {
  const t = useTranslations('report');
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <a
        href={`/products/${productId}/report`}
        rel="nofollow"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          dialog.current?.showModal();
        }}
        className={buttonStyle({ look: 'ghost', size: 'sm', className: '-ml-3 self-start' })}
      >
        <Flag aria-hidden />
        {t('open')}
      </a>
      <dialog
        ref={dialog}
        aria-labelledby="report-title"
        className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-xl border border-line bg-surface p-5 text-ink
          shadow-high backdrop:bg-ink/40"
      >
        <h2 id="report-title" className="text-lg font-semibold">
          {t('title')}
        </h2>
        <ReportForm productId={productId} onDone={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}
