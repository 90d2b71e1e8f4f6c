'use client';

import { useEffect } from 'react';
import { savedList } from '@/components/saved/product-lists';

/** Once the page is there and has nothing better to do: what is kept for being offline is for later visits. */
export function RegisterWorker() {
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    const register = () => {
      // Without it the market is the same, only not while offline.
      navigator.serviceWorker.register('/sw.js').then(tellSaved, () => {});
    };
    const leave = savedList.subscribe(tellSaved);
    if (document.readyState === 'complete') register();
    else window.addEventListener('load', register, { once: true });
    return () => {
      window.removeEventListener('load', register);
      leave();
    };
  }, []);
  return null;
}

/** So that it opens without a connection, too. */
async function tellSaved(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({
    saved: savedList.read().map(({ productId }) => productId),
    language: document.documentElement.lang,
  });
}
