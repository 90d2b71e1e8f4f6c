'use client';

import { ImageOff, X } from 'lucide-react';
import { ApiError } from '@/components/market/api-request';
import { LoadMore } from '@/components/market/load-more';
import { ProductGrid, ProductGridSkeleton } from '@/components/product/product-grid';
import { Button, buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import type { SearchPage } from '@/lib/search/product-view';
import { PhotoButton } from './photo-button';
import { usePhotoSearch } from './photo-context';
import { PhotoWelcome } from './photo-welcome';
import { useObjectUrl } from './use-object-url';
import { useSearch } from './use-search';

interface SearchResultsProps {
  text: string;
  filters: string;
  initial: SearchPage | null;
}

/** What was asked (photo, words, both) and what was found, nearest first. */
export function SearchResults({ text, filters, initial }: SearchResultsProps) {
  const { photo, clear } = usePhotoSearch();
  const { query, products } = useSearch({ photo, text, filters, initial });
  if (!photo && text === '') return <PhotoWelcome />;
  const done = query.isSuccess;
  return (
    <>
      <div className="flex items-center gap-4 pb-5">
        {photo ? <QueryPhoto photo={photo} onClear={clear} /> : null}
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-tight [overflow-wrap:anywhere] sm:text-3xl">
            {headingOf(photo !== null, text)}
          </h1>
          <p role="status" className="mt-0.5 text-ink-soft">
            {query.isPending ? 'Looking through the shelves…' : null}
            {done && products.length > 0 ? 'Closest first' : null}
            {done && products.length === 0 ? 'Nothing found' : null}
          </p>
        </div>
      </div>
      {query.isPending ? <ProductGridSkeleton /> : null}
      {query.isError && products.length === 0 ? (
        <SearchFailed error={query.error} onRetry={() => query.refetch()} photo={photo !== null} />
      ) : null}
      {done && products.length === 0 ? (
        <EmptyState
          title="Nothing close to it yet"
          action={<PhotoButton className={buttonStyle()}>Try another photo</PhotoButton>}
        >
          New products arrive every day. A clear photo of one thing, in good light, works best.
        </EmptyState>
      ) : null}
      {products.length > 0 ? (
        <>
          <ProductGrid products={products} label="Products found, closest first" />
          <LoadMore
            hasMore={query.hasNextPage}
            loading={query.isFetchingNextPage}
            failed={query.isFetchNextPageError}
            onMore={query.fetchNextPage}
          />
        </>
      ) : null}
    </>
  );
}

function headingOf(photo: boolean, text: string): string {
  if (photo && text) return `Like your photo, and “${text}”`;
  return photo ? 'Like your photo' : `“${text}”`;
}

function QueryPhoto({ photo, onClear }: { photo: File; onClear(): void }) {
  const url = useObjectUrl(photo);
  return (
    <div className="relative size-20 shrink-0 sm:size-28">
      <div className="size-full animate-settle overflow-hidden rounded-xl border border-line bg-sunken">
        {url ? (
          // biome-ignore lint/performance/noImgElement: a photo that has not left the device
          <img src={url} alt="What you search with" className="size-full object-cover" />
        ) : null}
      </div>
      <button
        type="button"
        onClick={onClear}
        aria-label="Search without the photo"
        className="absolute -top-2 -right-2 grid size-8 place-items-center rounded-full border border-line bg-surface shadow-low hover:bg-sunken"
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}

/** A photo that cannot be used is the person's to change; everything else is worth another try. */
function SearchFailed({ error, onRetry, photo }: { error: Error; onRetry(): void; photo: boolean }) {
  const theirs = error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;
  if (theirs && photo) {
    return (
      <Notice
        live
        tone="warn"
        title="This photo can’t be searched with"
        action={<PhotoButton className={buttonStyle({ look: 'quiet', size: 'sm' })}>Choose another</PhotoButton>}
      >
        <span className="inline-flex items-start gap-2">
          <ImageOff aria-hidden className="mt-0.5 size-4 shrink-0" /> {error.message}
        </span>
      </Notice>
    );
  }
  return (
    <Notice
      live
      tone="bad"
      title="Search is not answering"
      action={
        <Button look="quiet" size="sm" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {error.message}
    </Notice>
  );
}
