'use client';

import { type Dispatch, useEffect, useRef } from 'react';
import { sendJson } from '@/components/api/api-request';
import type { DeskAction, DeskState } from './desk-state';

/** Whoever walks through the list with a key held down takes nothing on the way. */
const SETTLED_MS = 120;
/** Tried in turn where somebody is handed the next one. */
const CANDIDATES = 10;
const LEASES = '/api/review/leases';

/** Opens what is looked at, so that nobody else is handed it meanwhile; gives it up when something else is. */
export function useLease(desk: DeskState, dispatch: Dispatch<DeskAction>): void {
  const mine = useRef<string | null>(null);
  const latest = useRef(desk);
  useEffect(() => {
    latest.current = desk;
  });

  const { currentId } = desk;
  useEffect(() => {
    if (currentId === null || currentId === mine.current) return;
    const timer = setTimeout(() => {
      const release = mine.current === null ? [] : [mine.current];
      sendJson('reviewLease', LEASES, { products: wantedFrom(latest.current, currentId), release })
        .then((lease) => {
          mine.current = lease.taken;
          dispatch({ type: 'leased', wanted: currentId, lease });
        })
        // The next look at the queue takes it, too.
        .catch(() => {});
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [currentId, dispatch]);

  useEffect(() => {
    const giveUp = () => {
      if (mine.current === null) return;
      const body = JSON.stringify({ products: [], release: [mine.current] });
      const headers = { 'content-type': 'application/json' };
      // Outlives the page.
      void fetch(LEASES, { method: 'POST', keepalive: true, body, headers }).catch(() => {});
      mine.current = null;
    };
    window.addEventListener('pagehide', giveUp);
    return () => {
      window.removeEventListener('pagehide', giveUp);
      giveUp();
    };
  }, []);
}

function wantedFrom({ items, held, opened }: DeskState, currentId: string): { productId: string; version: number }[] {
  const from = Math.max(
    0,
    items.findIndex(({ productId }) => productId === currentId),
  );
  const wanted = items
    .slice(from, from + (opened === 'asked' ? 1 : 3 * CANDIDATES))
    .filter(({ productId }) => productId === currentId || !held.has(productId))
    .slice(0, CANDIDATES);
  return wanted.map(({ productId, version }) => ({ productId, version }));
}
