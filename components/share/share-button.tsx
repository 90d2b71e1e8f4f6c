'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '@/components/ui/cn';
import { Share2 } from '@/components/ui/icons/product-icons';

interface ShareButtonProps {
  title: string;
  /** The page's path. */
  path: string;
  className?: string;
  /** On a phone the sign alone, where the word would not fit. */
  compact?: boolean;
}

type Outcome = { kind: 'none' } | { kind: 'copied' } | { kind: 'shown'; url: string };

/** Hands the page's address to the phone's own sharing, or else to the clipboard, or else to the person. */
export function ShareButton({ title, path, className, compact = false }: ShareButtonProps) {
  const words = useTranslations('product.share');
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });

  async function share(): Promise<void> {
    const url = new URL(path, window.location.origin).href;
    setOutcome({ kind: 'none' });
    if ('share' in navigator) {
      try {
        await navigator.share({ title, url });
        return;
      } catch (error) {
        // They looked at it and decided otherwise.
        if (error instanceof DOMException && error.name === 'AbortError') return;
      }
    }
    try {
      await navigator.clipboard.writeText(url);
      setOutcome({ kind: 'copied' });
    } catch {
      setOutcome({ kind: 'shown', url });
    }
  }

  return (
    <span className="relative inline-flex noscript:hidden">
      <button type="button" onClick={share} className={cn(className)}>
        <Share2 aria-hidden />
        <span className={cn(compact && 'max-sm:sr-only')}>{words('button')}</span>
      </button>
      <span role="status" className="contents">
        {outcome.kind === 'none' ? null : (
          <span
            className={cn(
              'absolute top-full z-10 mt-2 w-max max-w-72 animate-settle rounded-md bg-ink px-3 py-1.5',
              'text-sm text-paper shadow-high',
              compact ? 'right-0' : 'left-0',
            )}
          >
            {outcome.kind === 'copied' ? (
              words('copied')
            ) : (
              <>
                {words('failed')} <span className="break-all select-all">{outcome.url}</span>
              </>
            )}
          </span>
        )}
      </span>
    </span>
  );
}
