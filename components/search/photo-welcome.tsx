'use client';

import { Camera, ClipboardPaste, Images, MousePointerClick } from 'lucide-react';
import { buttonStyle } from '@/components/ui/button';
import { PhotoButton } from './photo-button';

/** The search page before anything was asked. */
export function PhotoWelcome() {
  return (
    <section className="mx-auto max-w-3xl pt-4 sm:pt-10">
      <div className="relative overflow-hidden rounded-2xl border-2 border-dashed border-line-strong bg-surface px-5 py-10 text-center sm:py-16">
        <div aria-hidden className="kitenge kitenge-cloth absolute inset-0 opacity-5" />
        <div className="relative">
          <span
            aria-hidden
            className="mx-auto grid size-16 place-items-center rounded-full bg-accent-soft text-accent-strong"
          >
            <Camera className="size-8" />
          </span>
          <h1 className="mt-5 text-3xl font-bold tracking-tight sm:text-4xl">Search by photo</h1>
          <p className="mx-auto mt-2 max-w-md text-ink-soft text-pretty">
            Take or choose a photo of what you want. Soko shows what looks like it on the shelves of WhatsApp sellers.
          </p>
          <PhotoButton className={buttonStyle({ size: 'lg', className: 'mt-6 max-sm:w-full' })}>
            <Images aria-hidden />
            Take or choose a photo
          </PhotoButton>
          <ul className="mt-6 hidden flex-wrap justify-center gap-x-6 gap-y-2 text-sm text-ink-soft sm:flex">
            <li className="inline-flex items-center gap-2">
              <ClipboardPaste aria-hidden className="size-4" /> or paste one with Ctrl-V
            </li>
            <li className="inline-flex items-center gap-2">
              <MousePointerClick aria-hidden className="size-4" /> or drop one anywhere on the page
            </li>
          </ul>
        </div>
      </div>
      <p className="mt-4 text-center text-sm text-ink-soft">
        Your photo is only used for this search. It is not stored.
      </p>
    </section>
  );
}
