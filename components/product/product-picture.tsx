'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { preload } from 'react-dom';
import { cn } from '@/components/ui/cn';
import type { PictureSource } from '@/lib/marketplace/product-view.schema';
import { PICTURE_SIZES, type PicturePlace, sourceSets } from './picture-sources';
import { useRenewedPicture } from './renewed-picture';

interface ProductPictureProps {
  src: string | null;
  alt: string;
  /** Smaller copies; without any the picture itself is loaded. */
  sources?: PictureSource[];
  /** Where it stands. */
  place?: PicturePlace;
  width?: number | null;
  height?: number | null;
  placeholder?: string | null;
  /** The product, where the picture is WhatsApp's, whose links die: Soko is asked for a new one. */
  renewFor?: string | null;
  /** In view when the page opens: fetched at once, before anything else. */
  eager?: boolean;
  fit?: 'cover' | 'contain';
  className?: string;
}

/**
 * A product's picture on its placeholder. WhatsApp's links die: what cannot be shown becomes a piece of cloth, never a
 * broken icon.
 */
export function ProductPicture({
  src: link,
  alt,
  sources = [],
  place = 'card',
  width,
  height,
  placeholder,
  renewFor = null,
  eager = false,
  fit = 'cover',
  className,
}: ProductPictureProps) {
  const words = useTranslations('product');
  const [failures, setFailures] = useState(0);
  const image = useRef<HTMLImageElement>(null);
  const sets = sourceSets(sources, place);
  // In turn: a copy of the right size, the picture itself, a new link to it.
  const known = link === null ? [] : [...(sets.length > 0 ? [{ src: link, sets }] : []), { src: link, sets: [] }];
  const renewed = useRenewedPicture(renewFor, failures >= known.length ? link : null);
  const current = [...known, ...(renewed === null ? [] : [{ src: renewed, sets: [] }])][failures];

  // It may have failed before this script ran: then no event tells.
  useEffect(() => {
    const { current: element } = image;
    if (element?.complete && element.naturalWidth === 0) setFailures((before) => Math.max(before, 1));
  }, []);

  // A whole picture has ground beside it: what takes its own shape leaves that ground flat.
  const shape =
    fit === 'contain' && width && height
      ? { width: `min(100cqw, 100cqh * ${width / height})`, aspectRatio: `${width} / ${height}` }
      : undefined;
  const sizes = PICTURE_SIZES[place];
  const [best] = current?.sets ?? [];
  // React announces a plain picture by itself, but none of several sizes.
  if (eager && best && current) {
    const { type, srcSet: imageSrcSet } = best;
    preload(current.src, { as: 'image', type, imageSrcSet, imageSizes: sizes, fetchPriority: 'high' });
  }
  return (
    <div
      className={cn(
        'relative overflow-hidden bg-sunken',
        fit === 'contain' && 'grid place-items-center [container-type:size]',
        className,
      )}
    >
      {current ? (
        <div className={shape ? 'relative overflow-hidden' : 'contents'} style={shape}>
          {placeholder?.startsWith('data:image/') && (shape || fit === 'cover') ? (
            <div
              aria-hidden
              className="absolute -inset-6 bg-cover bg-center blur-xl"
              style={{ backgroundImage: `url("${placeholder}")` }}
            />
          ) : null}
          <picture className="contents">
            {current.sets.map(({ type, srcSet }) => (
              <source key={type} type={type} srcSet={srcSet} sizes={sizes} />
            ))}
            {/* An element for each try, and a try fails once: an error may be seen above and told late, too. */}
            <img
              key={failures}
              ref={image}
              src={current.src}
              alt={alt}
              width={width ?? undefined}
              height={height ?? undefined}
              loading={eager ? 'eager' : 'lazy'}
              fetchPriority={eager ? 'high' : 'auto'}
              decoding="async"
              referrerPolicy="no-referrer"
              onError={() => setFailures((before) => Math.max(before, failures + 1))}
              className={cn('relative size-full', fit === 'cover' ? 'object-cover' : 'object-contain')}
            />
          </picture>
        </div>
      ) : (
        <div
          role="img"
          aria-label={alt ? words('noPictureOf', { name: alt }) : words('noPicture')}
          className="kitenge kitenge-cloth absolute inset-0 opacity-15"
        />
      )}
    </div>
  );
}
