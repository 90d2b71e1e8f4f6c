'use client';

import { Suspense } from 'react';
import { loadLater } from '@/components/ui/load-later';

// In the page's HTML, like everything; its script comes after those of what is above it.
const ViewedProducts = loadLater(() => import('./viewed-products').then((module) => module.ViewedProducts));

/** What was looked at last on this device, where there is something. */
export function ViewedStrip() {
  return (
    <Suspense>
      <ViewedProducts />
    </Suspense>
  );
}
