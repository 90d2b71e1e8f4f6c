'use client';

import { useEffect, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';

interface ProductPictureProps {
  src: string | null;
  alt: string;
  width?: number | null;
  height?: number | null;
  placeholder?: string | null;
  /** In view when the page opens: fetched at once. */
  eager?: boolean;
  fit?: 'cover' | 'contain';
  className?: string;
}

/** A product's picture on its placeholder. WhatsApp's links die: what cannot be shown becomes a piece of cloth, never a broken icon. */
export function ProductPicture({
  src,
  alt,
  width,
  height,
  placeholder,
  eager,
  fit = 'cover',
  className,
}: ProductPictureProps) {
  const [broken, setBroken] = useState(false);
  const image = useRef<HTMLImageElement>(null);

  // It may have failed before this script ran: then no event tells.
  useEffect(() => {
    const { current } = image;
    if (current?.complete && current.naturalWidth === 0) setBroken(true);
  }, []);

  const backdrop = placeholder?.startsWith('data:image/') && !broken ? `url("${placeholder}")` : undefined;
  return (
    <div className={cn('relative overflow-hidden bg-sunken', className)}>
      {backdrop ? (
        <div
          aria-hidden
          className="absolute -inset-6 bg-cover bg-center blur-xl"
          style={{ backgroundImage: backdrop }}
        />
      ) : null}
      {src === null || broken ? (
        <div
          role="img"
          aria-label={`${alt} (no picture right now)`}
          className="kitenge kitenge-cloth absolute inset-0 opacity-15"
        />
      ) : (
        // biome-ignore lint/performance/noImgElement: pictures come right-sized from their store; a proxy would only add a hop
        <img
          ref={image}
          src={src}
          alt={alt}
          width={width ?? undefined}
          height={height ?? undefined}
          loading={eager ? 'eager' : 'lazy'}
          fetchPriority={eager ? 'high' : 'auto'}
          decoding="async"
          referrerPolicy="no-referrer"
          onError={() => setBroken(true)}
          className={cn('relative size-full', fit === 'cover' ? 'object-cover' : 'object-contain')}
        />
      )}
    </div>
  );
}
