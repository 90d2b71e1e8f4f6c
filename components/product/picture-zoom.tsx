'use client';

import { useTranslations } from 'next-intl';
import { type ComponentType, type MouseEvent, type ReactNode, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { isForTheBrowser } from '@/components/ui/for-the-browser';
import { ZoomIn } from '@/components/ui/icons/product-icons';
import type { PictureViewProps } from './picture-view';

interface PictureZoomProps {
  /** The picture itself: where the link leads without JavaScript. */
  href: string;
  title: string;
  /** The product's picture as the page shows it. */
  children: ReactNode;
  className?: string;
}

interface Opened extends PictureViewProps {
  View: ComponentType<PictureViewProps>;
}

/** A picture that opens over the whole screen, to be looked at from near. */
export function PictureZoom({ href, title, children, className }: PictureZoomProps) {
  const words = useTranslations('product.zoom');
  const [opened, setOpened] = useState<Opened | null>(null);

  const open = async (event: MouseEvent<HTMLAnchorElement>) => {
    if (isForTheBrowser(event)) return;
    event.preventDefault();
    // A link of WhatsApp's may have died and been renewed: what is on the page counts. A missing picture has none.
    const picture = event.currentTarget.querySelector('img');
    if (!picture) return;
    const { src, currentSrc } = picture;
    try {
      // Most visitors never look from near.
      const { PictureView } = await import('./picture-view');
      setOpened({ View: PictureView, src, seen: currentSrc || src, title, onClose: () => setOpened(null) });
    } catch {
      window.location.assign(src);
    }
  };

  return (
    <>
      <a href={href} onClick={open} aria-label={words('open')} className={cn('group relative block', className)}>
        {children}
        <span
          aria-hidden
          className="absolute right-3 bottom-3 grid size-9 place-items-center rounded-full bg-paper/85 text-ink
            shadow-low group-has-[[role=img]]:hidden"
        >
          <ZoomIn className="size-4.5" />
        </span>
      </a>
      {opened ? <opened.View {...opened} /> : null}
    </>
  );
}
