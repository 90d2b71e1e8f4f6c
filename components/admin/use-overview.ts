'use client';

import { useQuery } from '@tanstack/react-query';
import { apiRequest } from '@/components/api/api-request';
import type { Overview } from '@/lib/operations/overview.schema';

const ASKED_EVERY_MS = 5_000;

/** The overview, asked for anew every few seconds while the page is looked at. */
export function useOverview(first: Overview): { overview: Overview; trouble: string | null } {
  const { data, error } = useQuery({
    queryKey: ['admin-overview'],
    queryFn: ({ signal }) => apiRequest('overview', '/api/admin/overview', { signal }),
    initialData: first,
    initialDataUpdatedAt: Date.parse(first.at),
    refetchInterval: ASKED_EVERY_MS,
    // Another page's visit may have left something older.
    staleTime: 0,
  });
  const overview = Date.parse(data.at) >= Date.parse(first.at) ? data : first;
  return { overview, trouble: error?.message ?? null };
}
