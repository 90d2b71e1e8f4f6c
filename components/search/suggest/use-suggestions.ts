import { useEffect, useState } from 'react';
import { apiRequest } from '@/components/api/api-request';
import type { Suggestion } from '@/lib/search/suggestions.schema';

/** Somebody who goes on typing is not answered for every letter. */
const PAUSE_MS = 120;
const LIMIT = '8';

/**
 * What is suggested for what was typed. Until there is an answer, what was suggested before it; nothing where there is
 * none: suggestions are a convenience, whose failure is nobody's concern.
 */
export function useSuggestions(typed: string): readonly Suggestion[] {
  const [suggested, setSuggested] = useState<readonly Suggestion[]>([]);
  const asked = typed.trim();
  useEffect(() => {
    if (asked === '') return setSuggested([]);
    const asking = new AbortController();
    const pause = setTimeout(() => {
      const query = new URLSearchParams({ q: asked, limit: LIMIT });
      apiRequest('suggestions', `/api/suggestions?${query}`, { signal: asking.signal }).then(
        ({ suggestions }) => setSuggested(suggestions),
        () => asking.signal.aborted || setSuggested([]),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(pause);
      asking.abort();
    };
  }, [asked]);
  return suggested;
}
