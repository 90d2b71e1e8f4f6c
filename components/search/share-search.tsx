'use client';

import { Check, Share2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '@/components/ui/cn';
import { type SearchState, searchHref } from './search-state';

/** Hands the search's address on: by the phone's own sheet, or to the clipboard. Never the photo. */
export function ShareSearch({ state, photo, className }: { state: SearchState; photo: boolean; className: string }) {
  const words = useTranslations('search.share');
  const [isCopied, setCopied] = useState(false);

  const share = async () => {
    const url = new URL(searchHref(state), window.location.origin).href;
    // A dismissed sheet is an answer, too.
    if (navigator.share) return navigator.share({ title: words('title'), url }).catch(() => {});
    await navigator.clipboard.writeText(url);
    setCopied(true);
    setTimeout(() => setCopied(false), 4_000);
  };
  return (
    <>
      <button
        type="button"
        onClick={share}
        title={photo ? words('photoHint') : undefined}
        className={cn(className, 'noscript:hidden')}
      >
        {isCopied ? <Check aria-hidden /> : <Share2 aria-hidden />}
        <span className="max-lg:sr-only">{isCopied ? words('copied') : words('share')}</span>
      </button>
      <span role="status" className="sr-only">
        {isCopied ? words('copied') : ''}
      </span>
    </>
  );
}
