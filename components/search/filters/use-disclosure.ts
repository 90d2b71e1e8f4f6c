'use client';

import { useEffect, useRef } from 'react';

/** A `details` element that closes as menus do: by Escape, which gives the focus back, and by a press beside it. */
export function useDisclosure() {
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { current } = details;
      if (event.key !== 'Escape' || !current?.open) return;
      current.open = false;
      current.querySelector('summary')?.focus();
    };
    const onPress = (event: PointerEvent) => {
      const { current } = details;
      if (current?.open && event.target instanceof Node && !current.contains(event.target)) current.open = false;
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPress);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPress);
    };
  }, []);

  const close = () => {
    const { current } = details;
    if (!current) return;
    current.open = false;
    current.querySelector('summary')?.focus();
  };
  return { props: { ref: details }, close };
}
