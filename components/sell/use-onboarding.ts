'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { ApiError, sendJson } from '@/components/api/api-request';
import type { Onboarded } from '@/lib/sellers/onboarded.schema';
import { forgetPasted, keepPasted, readPasted } from './kept-paste';
import type { PasteRefusal } from './paste-refused';

type Onboarding =
  | { step: 'idle' }
  | { step: 'starting' }
  | ({ step: 'refused' } & PasteRefusal)
  | { step: 'done'; result: Onboarded };

/**
 * Hands in what was pasted. A single seller's progress is gone to at once; a list of several is still there for who
 * comes back from one of them.
 */
export function useOnboarding() {
  const router = useRouter();
  const [onboarding, setOnboarding] = useState<Onboarding>({ step: 'idle' });

  useEffect(() => {
    void readPasted().then((result) => {
      if (result !== null) setOnboarding({ step: 'done', result });
    });
  }, []);

  async function start(text: string): Promise<void> {
    setOnboarding({ step: 'starting' });
    try {
      const result = await sendJson('onboarded', '/api/sellers', { text });
      const [only] = result.sellers;
      // Nothing accepted: it was looked for just now, and how that ended is on its page.
      const nothingBeside = result.rejected.length === 0 || result.accepted.length === 0;
      const isOne = only !== undefined && result.sellers.length === 1 && nothingBeside;
      if (isOne) router.push(only.statusUrl);
      else keepPasted(result);
      // The list of this device's shops has grown.
      router.refresh();
      setOnboarding({ step: 'done', result });
    } catch (error) {
      setOnboarding({ step: 'refused', ...(await refusalOf(error)) });
    }
  }

  function reset(): void {
    forgetPasted();
    setOnboarding({ step: 'idle' });
  }

  return { onboarding, start, reset };
}

/** What was refused, in the page's words where the API said it bit by bit. */
export async function refusalOf(error: unknown): Promise<PasteRefusal> {
  if (!(error instanceof ApiError)) return { code: undefined, message: String(error), rejected: [] };
  const { readAnswer } = await import('@/components/api/answers');
  const rejected = readAnswer('onboarded', error.body)?.rejected ?? [];
  return { code: error.code, message: error.message, rejected };
}
