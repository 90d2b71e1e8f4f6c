'use client';

import { useTranslations } from 'next-intl';
import { type ComponentType, type MouseEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { buttonStyle } from '@/components/ui/button';
import { isForTheBrowser } from '@/components/ui/for-the-browser';
import { Flag } from '@/components/ui/icons/product-icons';
import type { ReportFormProps } from './report-form';

/** Opens the report's form over the page; without JavaScript it is a link to a page of its own. */
export function ReportProduct({ productId }: { productId: string }) {
  const t = useTranslations('report');
  const dialog = useRef<HTMLDialogElement>(null);
  const [Form, setForm] = useState<ComponentType<ReportFormProps> | null>(null);

  const onOpen = async (event: MouseEvent<HTMLAnchorElement>) => {
    if (isForTheBrowser(event)) return;
    event.preventDefault();
    const { href } = event.currentTarget;
    try {
      const { ReportForm } = await import('./report-form');
      // Before it opens: a dialog gives the focus to the first field in it.
      flushSync(() => setForm(() => ReportForm));
      dialog.current?.showModal();
    } catch {
      window.location.assign(href);
    }
  };
  return (
    <>
      <a
        href={`/products/${productId}/report`}
        rel="nofollow"
        onClick={onOpen}
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
        {Form ? <Form productId={productId} onDone={() => dialog.current?.close()} /> : null}
      </dialog>
    </>
  );
}
