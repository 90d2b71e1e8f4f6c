'use client';

import { useEffect } from 'react';

/** Says once that the product is being looked at: when its page is there, not while a browser only prepares it. */
export function CountView({ productId }: { productId: string }) {
  useEffect(() => {
    const send = () => void navigator.sendBeacon?.(`/api/products/${productId}/views`);
    if (!isPrerendering()) {
      send();
      return;
    }
    document.addEventListener('prerenderingchange', send, { once: true });
    return () => document.removeEventListener('prerenderingchange', send);
  }, [productId]);
  // Loaded by browsers without scripts alone; no prefetch of a page loads what is in it.
  return (
    <noscript>
      {/* biome-ignore lint/performance/noImgElement: nothing to see */}
      <img src={`/api/products/${productId}/views`} alt="" width={1} height={1} className="absolute" />
    </noscript>
  );
}

const isPrerendering = (): boolean => 'prerendering' in document && document.prerendering === true;
