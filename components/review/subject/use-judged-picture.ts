'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { apiFile } from '@/components/api/api-request';
import { pictureStandingSchema, STANDING_HEADER } from '@/lib/moderation/judged-picture/judged-picture.schema';

/** Pictures are some hundred kilobytes each, and a moderator goes through hundreds. */
const KEPT_MS = 2 * 60_000;

/** As a query, so that how the picture stands comes with it, and the next one is there before it is looked at. */
export const judgedPictureAt = (link: string) => ({
  queryKey: ['review', 'picture', link],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const { file, headers } = await apiFile(link, { signal });
    return { file, standing: pictureStandingSchema.parse(headers.get(STANDING_HEADER)) };
  },
  gcTime: KEPT_MS,
  // Without a connection it fails, and the desk can say so.
  networkMode: 'always' as const,
});

/** The picture that the model saw. `src` is null while it is being fetched, and where there is none. */
export function useJudgedPicture(link: string | null) {
  const { data, error, isFetching, refetch } = useQuery({ ...judgedPictureAt(link ?? ''), enabled: link !== null });
  const src = useObjectUrl(data?.file ?? null);
  const isLoading = data === undefined ? isFetching : src === null;
  return { src, standing: data?.standing ?? null, error: data === undefined ? error : null, isLoading, refetch };
}

function useObjectUrl(file: Blob | null): string | null {
  const [url, setUrl] = useState<{ file: Blob; url: string } | null>(null);
  useEffect(() => {
    if (file === null) return;
    const made = URL.createObjectURL(file);
    setUrl({ file, url: made });
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url?.file === file ? (url?.url ?? null) : null;
}
