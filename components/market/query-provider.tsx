'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

/** In a browser one for the whole visit: whoever comes back to a page finds what it had found. */
let visit: QueryClient | undefined;

/**
 * Around the parts of Soko that ask and ask again; the market's own pages do without (components/market/use-pages.ts).
 */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(() => {
    if (typeof window === 'undefined') return createClient();
    visit ??= createClient();
    return visit;
  });
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 60_000, gcTime: 10 * 60_000, refetchOnWindowFocus: false },
    },
  });
}
