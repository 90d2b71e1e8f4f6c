'use client';

import { useEffect, useState } from 'react';

/** Reading a product's page again takes seconds; who is still here then sees the picture. */
const LOOK_AGAIN_MS = 8_000;

/**
 * Asked about once a page load, however many cards show the picture. By the link that died: a newer one may die too.
 */
const renewals = new Map<string, Promise<string | null>>();

/** A newer link to a product's picture in place of `deadUrl`; null when there is none. Never rejects. */
export function askForRenewal(productId: string, deadUrl: string): Promise<string | null> {
  const key = `${productId} ${deadUrl}`;
  const known = renewals.get(key);
  if (known) return known;
  // A shopper can do nothing about a failure, and sees the placeholder already.
  const asked = askTwice(productId, deadUrl).catch(() => null);
  renewals.set(key, asked);
  return asked;
}

async function askTwice(productId: string, deadUrl: string): Promise<string | null> {
  const { sendJson } = await import('@/components/api/api-request');
  const ask = () => sendJson('pictureRenewal', `/api/products/${productId}/picture-gone`, { imageUrl: deadUrl });
  const first = await ask();
  if (first.imageUrl !== null) return first.imageUrl;
  await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  return (await ask()).imageUrl;
}

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
