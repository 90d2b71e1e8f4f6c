'use client';

import { type RefObject, useEffect } from 'react';

/**
 * The `details` that an element is or stands in closes as menus do: by Escape, which gives the focus back, and by a
 * press beside it.
 */
export function useDisclosure(within: RefObject<HTMLElement | null>): { close(): void } {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && detailsOf(within.current)?.open) closeDetails(within.current);
    };
    const onPress = (event: PointerEvent) => {
      const details = detailsOf(within.current);
      if (details?.open && event.target instanceof Node && !details.contains(event.target)) details.open = false;
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPress);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPress);
    };
  }, [within]);

  return { close: () => closeDetails(within.current) };
}

const detailsOf = (within: HTMLElement | null) => within?.closest('details');

/** The `details` that an element is or stands in, with the focus on what opens it again. */
export function closeDetails(within: HTMLElement | null): void {
  const details = detailsOf(within);
  if (!details) return;
  details.open = false;
  details.querySelector('summary')?.focus();
}
