'use client';

import { useEffect } from 'react';

/** Behind all that can be tapped: by now its buttons work, and what was tapped before is answered. */
export function AnswerEarlyTaps() {
  useEffect(() => void window.dispatchEvent(new Event('soko-ready')), []);
  return null;
}
