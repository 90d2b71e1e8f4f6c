'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ImageIcon, ImageOff, X } from '@/components/ui/icons/shell-icons';
import { usePhotoSearch } from './photo/photo-context';
import { SearchLink } from './search-link';
import type { SearchState } from './search-state';

/** The picture that is searched with, small, in front of the words; to be taken off. */
export function QueryChip({ state, onRemove }: { state: SearchState; onRemove(): void }) {
  const words = useTranslations('search.chip');
  const { subject, forgetDraft } = usePhotoSearch();
  const onFollow = () => {
    forgetDraft();
    onRemove();
  };
  const label = subject?.title ? words('removeProduct', { title: subject.title }) : words('removePhoto');
  return (
    <span className="-ml-2.5 flex shrink-0 items-center rounded-full bg-sunken sm:ml-2">
      <span className="grid size-9 place-items-center overflow-hidden rounded-full bg-accent-soft text-accent-strong">
        {subject?.url ? (
          <ChipPicture key={subject.url} url={subject.url} />
        ) : (
          <ImageIcon aria-hidden className="size-5" />
        )}
      </span>
      <SearchLink
        to={{ ...state, picture: null }}
        onFollow={onFollow}
        aria-label={label}
        title={label}
        className="grid h-11 w-9 place-items-center rounded-full text-ink-soft hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </SearchLink>
    </span>
  );
}

/** A file that is no photo, or a product's picture whose link has died, is crossed out; never a broken icon. */
function ChipPicture({ url }: { url: string }) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <ImageOff aria-hidden className="size-5" />;
  return (
    // biome-ignore lint/performance/noImgElement: a photo that has not left the device
    <img
      src={url}
      alt=""
      referrerPolicy="no-referrer"
      onError={() => setBroken(true)}
      className="size-full object-cover"
    />
  );
}
