'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiError, sendJson } from '@/components/api/api-request';
import type { Onboarded } from '@/lib/sellers/onboarded.schema';

type Onboarding =
  | { step: 'idle' }
  | { step: 'starting' }
  | { step: 'refused'; code: string | undefined; message: string }
  | { step: 'done'; result: Onboarded };

/** Hands in what was pasted. A single seller's progress is gone to at once. */
export function useOnboarding() {
  const router = useRouter();
  const [onboarding, setOnboarding] = useState<Onboarding>({ step: 'idle' });

  async function start(text: string): Promise<void> {
    setOnboarding({ step: 'starting' });
    try {
      const result = await sendJson('onboarded', '/api/sellers', { text });
      const [only] = result.sellers;
      // Nothing accepted: it was looked for just now, and how that ended is on its page.
      const nothingBeside = result.rejected.length === 0 || result.accepted.length === 0;
      if (only && result.sellers.length === 1 && nothingBeside) router.push(only.statusUrl);
      setOnboarding({ step: 'done', result });
    } catch (error) {
      const code = error instanceof ApiError ? error.code : undefined;
      setOnboarding({ step: 'refused', code, message: error instanceof Error ? error.message : String(error) });
    }
  }

  return { onboarding, start, reset: () => setOnboarding({ step: 'idle' }) };
}
