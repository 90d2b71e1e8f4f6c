'use client';

import type { Onboarded } from '@/lib/sellers/onboarded.schema';

/** The address of the page while it shows what became of a paste: going back leads to the list, not to an empty box. */
const MARK = '#pasted';
const KEPT_AS = 'soko-pasted';

/** For this visit only: others who use the browser later are not to see it. */
export function keepPasted(result: Onboarded): void {
  try {
    sessionStorage.setItem(KEPT_AS, JSON.stringify(result));
    // Without Next's own state, so that Next takes the address over.
    window.history.replaceState(null, '', MARK);
  } catch {
    // No place for it, or none allowed: then there is only the list of the device's shops.
  }
}

export function forgetPasted(): void {
  try {
    sessionStorage.removeItem(KEPT_AS);
  } catch {
    // As above.
  }
  window.history.replaceState(null, '', window.location.pathname);
}

/** Null: the address does not say so, or it is not there any more. */
export async function readPasted(): Promise<Onboarded | null> {
  if (window.location.hash !== MARK) return null;
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT_AS) ?? 'null');
    const { readAnswer } = await import('@/components/api/answers');
    return readAnswer('onboarded', kept);
  } catch {
    return null;
  }
}
