'use client';

import { useEffect, useState } from 'react';

/** Longer than this and a person wonders whether anything is happening. */
const SLOW_MS = 3_000;

/** Whether something has been going on for so long that it should be said. */
export function useSlow(isGoingOn: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isGoingOn) return;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isGoingOn]);
  return isSlow && isGoingOn;
}
