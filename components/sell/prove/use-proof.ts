'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, apiRequest, sendJson } from '@/components/api/api-request';
import type { ShopProof } from '@/lib/sellers/proof/proof.schema';

const POLL_MS = 1_500;

export interface ProofTrouble {
  code: string;
  message: string;
}

/** The device's proof of one shop, read again while it is being looked for. */
export function useProof(sellerId: string, initial: ShopProof | null, problem: string | null) {
  const path = `/api/shops/${sellerId}/proof`;
  const queryKey = ['proof', sellerId];
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<ProofTrouble | null>(problem === null ? null : { code: problem, message: '' });
  const { data: proof } = useQuery<ShopProof | null>({
    queryKey,
    queryFn: ({ signal }) => apiRequest('shopProof', path, { signal }),
    initialData: initial,
    enabled: ({ state }) => state.data?.state === 'looking',
    refetchInterval: ({ state }) => (state.data?.state === 'looking' ? POLL_MS : false),
    // What the page came with is newer than what an earlier visit left.
    staleTime: 0,
  });

  async function act(ask: () => Promise<ShopProof>): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      client.setQueryData(queryKey, await ask());
    } catch (error) {
      const code = error instanceof ApiError ? error.code : 'unexpected';
      setTrouble({ code, message: error instanceof Error ? error.message : String(error) });
    } finally {
      setBusy(false);
    }
  }

  return {
    proof,
    trouble,
    busy,
    start: () => act(() => sendJson('shopProof', path, {})),
    look: (product: string) => act(() => sendJson('shopProof', `${path}/look`, { product })),
  };
}
