'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { apiRequest } from '@/components/market/api-request';
import type { SearchPage } from '@/lib/search/product-view';
import { shrinkPhoto } from './shrink-photo';

interface SearchQuery {
  photo: File | null;
  text: string;
  /** Filters as URL parameters. */
  filters: string;
  /** What the server found already, for words alone. */
  initial: SearchPage | null;
}

/** A photo's identity for the cache: a File has none of its own. */
const photoIds = new WeakMap<File, number>();
let photosSeen = 0;

function photoId(photo: File): number {
  const known = photoIds.get(photo);
  if (known !== undefined) return known;
  photosSeen += 1;
  photoIds.set(photo, photosSeen);
  return photosSeen;
}

export function useSearch({ photo, text, filters, initial }: SearchQuery) {
  const query = useInfiniteQuery({
    queryKey: ['search', photo ? photoId(photo) : null, text, filters],
    enabled: photo !== null || text !== '',
    queryFn: async ({ pageParam, signal }) => {
      const form = new FormData();
      if (photo) form.set('image', await shrinkPhoto(photo), 'photo.jpg');
      if (text) form.set('text', text);
      for (const [name, value] of new URLSearchParams(filters)) form.set(name, value);
      form.set('limit', '30');
      if (pageParam) form.set('cursor', pageParam);
      return apiRequest<SearchPage>('/api/search', { method: 'POST', body: form, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    ...(initial && !photo ? { initialData: { pages: [initial], pageParams: [null] } } : {}),
  });
  return { query, products: query.data?.pages.flatMap((page) => page.results.map(({ product }) => product)) ?? [] };
}
