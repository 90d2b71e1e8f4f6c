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
  return null;
}

const isPrerendering = (): boolean => 'prerendering' in document && document.prerendering === true;
