'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

/** For every page but a product's, which has a bar of its own in this place. */
export function OffProducts({ children }: { children: ReactNode }) {
  return usePathname().startsWith('/products/') ? null : children;
}
