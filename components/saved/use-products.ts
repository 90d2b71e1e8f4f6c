'use client';

import { useEffect, useState } from 'react';
import { apiRequest } from '@/components/api/api-request';
import type { CardView } from '@/lib/marketplace/product-view.schema';

interface Answer {
  to: string;
  products: Map<string, CardView>;
}

/** The last one of this visit, so that whoever comes back to a page finds it filled. */
let lastAnswer: Answer | null = null;

/**
 * Those of the ids that are live now, by id. While one more or one less is asked for, the others stay where they are.
 * `isSettled`: the answer is about exactly these ids.
 */
export function useProducts(ids: string[]) {
  const asked = [...ids].sort().join(',');
  const [answer, setAnswer] = useState(lastAnswer);
  const [failed, setFailed] = useState('');
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again
  useEffect(() => {
    if (asked === '') return;
    const asking = new AbortController();
    setFailed('');
    apiRequest('products', `/api/products?ids=${asked}`, { signal: asking.signal }).then(
      ({ products }) => {
        lastAnswer = { to: asked, products: new Map(products.map((product) => [product.productId, product])) };
        setAnswer(lastAnswer);
      },
      () => {
        if (!asking.signal.aborted) setFailed(asked);
      },
    );
    return () => asking.abort();
  }, [asked, attempt]);

  return {
    products: answer?.products,
    isSettled: answer?.to === asked,
    isError: failed !== '' && failed === asked,
    retry: () => setAttempt((before) => before + 1),
  };
}
