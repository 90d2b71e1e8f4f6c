'use client';

import { type RefObject, useEffect } from 'react';

/**
 * The `details` that an element is or stands in closes as menus do: by Escape, which gives the focus back, and by a
 * press beside it.
 */
export function useDisclosure(within: RefObject<HTMLElement | null>): { close(): void } {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && detailsOf(within)?.open) close(within);
    };
    const onPress = (event: PointerEvent) => {
      const details = detailsOf(within);
      if (details?.open && event.target instanceof Node && !details.contains(event.target)) details.open = false;
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPress);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPress);
    };
  }, [within]);

  return { close: () => close(within) };
}

const detailsOf = (within: RefObject<HTMLElement | null>) => within.current?.closest('details');

function close(within: RefObject<HTMLElement | null>): void {
  const details = detailsOf(within);
  if (!details) return;
  details.open = false;
  details.querySelector('summary')?.focus();
}
