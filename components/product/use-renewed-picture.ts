'use client';

import { useEffect, useState } from 'react';
import { askForRenewal } from './ask-for-renewal';

/**
 * A newer link to a product's picture, once `deadUrl` (null as long as the picture is there) could not be loaded: Soko
 * is told and, if it has to read the product again first, asked a second time. Null when there is none.
 */
export function useRenewedPicture(productId: string | null, deadUrl: string | null): string | null {
  const [renewed, setRenewed] = useState<string | null>(null);
  useEffect(() => {
    if (productId === null || deadUrl === null) return;
    let here = true;
    askForRenewal(productId, deadUrl).then((url) => {
      if (here) setRenewed(url);
    });
    return () => {
      here = false;
    };
  }, [productId, deadUrl]);
  return renewed;
}
