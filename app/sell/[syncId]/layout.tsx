import type { ReactNode } from 'react';
import { QueryProvider } from '@/components/market/query-provider';

export default function SyncLayout({ children }: { children: ReactNode }) {
  return <QueryProvider>{children}</QueryProvider>;
}
