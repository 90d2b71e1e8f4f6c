'use client';

import { useTranslations } from 'next-intl';
import { type MouseEvent, type PointerEvent, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { pictureOf } from '@/components/product/picture-of';
import { Price } from '@/components/product/price';
import { ProductPicture } from '@/components/product/product-picture';
import { ShareButton } from '@/components/share/share-button';
import { buttonStyle } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { ImagePlus, Maximize2, Minimize2 } from '@/components/ui/icons/photo-icons';
import { ImageOff, Images } from '@/components/ui/icons/shell-icons';
import { loadLater } from '@/components/ui/load-later';
import { PageLink } from '@/components/ui/page-link';
import type { CardView } from '@/lib/marketplace/product-view.schema';
import type { Crop } from '@/lib/media/normalise-image';
import type { Draft } from './photo/draft';
import type { PhotoPart } from './photo/open-photo';
import { usePhotoSearch } from './photo/photo-context';
import { OpeningPhoto, PhotoStage } from './photo/photo-stage';
import { PhotoButton } from './photo-button';
import { type SearchState, searchHref } from './search-state';

// Its library is for those who search with a photo only. The photo itself does not wait for it.
const CropBox = loadLater(() => import('./crop/crop-box').then((module) => module.CropBox), PhotoStage);

/** Icons where there is little room, with words beside them where there is more. */
const ACTION = buttonStyle({
  look: 'quiet',
  size: 'sm',
  className: 'h-11 max-lg:w-11 max-lg:px-0 max-lg:[&_svg]:size-5',
});

interface SearchSubjectProps {
  state: SearchState;
  draft: Draft | null;
  part: PhotoPart | null;
  likeProduct: CardView | null;
  /** On a phone: whether the photo has been made large. */
  isLarge: boolean;
  onSize(): void;
}

/** What is searched with: the photo and its movable box, or a product. Beside the results where there is room. */
export function SearchSubject({ state, draft, part, likeProduct, isLarge, onSize }: SearchSubjectProps) {
  const words = useTranslations('search.subject');
  const { searchPart, showSubject } = usePhotoSearch();
  const token = state.picture?.kind === 'photo' ? state.picture.token : null;
  const isLike = draft === null && state.picture?.kind === 'like';
  const isPhoto = draft !== null || token !== null;
  const url = isLike ? (likeProduct?.imageUrl ?? null) : (draft?.url ?? part?.photo.url ?? null);
  const title = isLike ? (likeProduct?.title ?? null) : null;

  useEffect(() => {
    showSubject({ url, title });
    return () => showSubject(null);
  }, [url, title, showSubject]);

  const onCrop = (crop: Crop) => {
    if (part) searchPart({ photo: part.photo, crop }, draft ? draft.replaces : token);
  };
  return (
    <aside
      aria-label={words('label')}
      className={cn(
        'lg:sticky lg:top-24',
        isLike && 'max-lg:flex max-lg:items-center max-lg:gap-2',
        isPhoto && 'photo-held',
      )}
    >
      {isLike ? (
        <LikedProduct product={likeProduct} />
      ) : part ? (
        <TappedPhoto onTap={onSize}>
          <Suspense fallback={<PhotoStage photo={part.photo} />}>
            <CropBox key={part.photo.id} photo={part.photo} crop={part.crop} onCrop={onCrop} />
          </Suspense>
        </TappedPhoto>
      ) : draft ? (
        <div className="photo-stage">
          {draft.state.kind === 'unusable' ? <NoPhoto /> : <OpeningPhoto url={draft.url} />}
        </div>
      ) : (
        <div className="photo-stage">
          <SharedPhoto />
        </div>
      )}
      <div className={cn('flex items-center gap-2 lg:mt-2 lg:flex-wrap', isPhoto && 'photo-actions')}>
        {part ? (
          <>
            <p className="text-sm text-ink-soft max-lg:sr-only lg:min-w-0 lg:flex-1 lg:basis-full">{words('hint')}</p>
            <button type="button" className={cn(ACTION, 'lg:hidden')} aria-expanded={isLarge} onClick={onSize}>
              {isLarge ? <Minimize2 aria-hidden /> : <Maximize2 aria-hidden />}
              <span className="sr-only">{words('large')}</span>
            </button>
          </>
        ) : null}
        {/* On a phone the camera is under the thumb already. */}
        <PhotoButton className={cn(ACTION, isLike && 'max-lg:hidden')}>
          <Images aria-hidden />
          <span className="max-lg:sr-only">{isLike ? words('usePhoto') : words('otherPhoto')}</span>
        </PhotoButton>
        {token !== null || isLike ? (
          <ShareButton
            title={words('shareTitle')}
            path={searchHref(state)}
            className={cn(ACTION, 'max-lg:w-auto max-lg:px-3')}
            compact
          />
        ) : null}
      </div>
    </aside>
  );
}

/** A finger that moves as it presses drags the box, or scrolls. */
const STILL_PX = 8;

/** Pressed on a phone, the photo becomes large, and small again. Its button does the same for keys. */
function TappedPhoto({ onTap, children }: { onTap(): void; children: ReactNode }) {
  const pressedAt = useRef({ x: 0, y: 0 });
  const onClick = ({ clientX, clientY }: MouseEvent) => {
    const { x, y } = pressedAt.current;
    if (Math.hypot(clientX - x, clientY - y) <= STILL_PX) onTap();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: there is a button for it
    // biome-ignore lint/a11y/useKeyWithClickEvents: likewise
    <div
      className="photo-stage"
      onPointerDown={({ clientX, clientY }: PointerEvent) => {
        pressedAt.current = { x: clientX, y: clientY };
      }}
      onClick={onClick}
    >
      {children}
    </div>
  );
}

/** What was handed in is no photo. */
function NoPhoto() {
  return (
    <div className="grid place-items-center rounded-2xl bg-sunken p-3 max-lg:h-full lg:min-h-72">
      <ImageOff aria-hidden className="size-10 text-ink-faint" />
    </div>
  );
}

/** Opened from a link: the search is there, the photo has stayed with whoever took it. */
function SharedPhoto() {
  const words = useTranslations('search.subject');
  return (
    <div className="flex items-center gap-4 rounded-2xl bg-sunken p-4">
      <span
        aria-hidden
        className="grid size-12 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-strong"
      >
        <ImagePlus className="size-6" />
      </span>
      <div className="min-w-0 text-[0.9375rem]">
        <p className="font-medium">{words('shared')}</p>
        <p className="text-ink-soft text-pretty">{words('sharedText')}</p>
      </div>
    </div>
  );
}

function LikedProduct({ product }: { product: CardView | null }) {
  const words = useTranslations('search.subject');
  if (!product) {
    return <p className="rounded-2xl bg-sunken p-4 text-[0.9375rem] text-ink-soft">{words('gone')}</p>;
  }
  return (
    <PageLink
      href={`/products/${product.productId}`}
      className="group flex min-w-0 flex-1 items-center gap-4 rounded-2xl bg-sunken p-3 lg:flex-col lg:items-stretch
        lg:gap-3"
    >
      <ProductPicture
        {...pictureOf(product)}
        alt=""
        eager
        className="size-24 shrink-0 rounded-xl lg:size-auto lg:aspect-square"
      />
      <span className="min-w-0 lg:px-1 lg:pb-1">
        <span className="line-clamp-2 font-medium [overflow-wrap:anywhere] group-hover:underline">{product.title}</span>
        <span className="block">
          <Price price={product.price} />
        </span>
        <span className="block text-sm text-ink-soft [overflow-wrap:anywhere]">{product.seller.name}</span>
      </span>
    </PageLink>
  );
}
