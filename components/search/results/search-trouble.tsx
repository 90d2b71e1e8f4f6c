'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button, buttonStyle } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Draft } from '../photo/draft';
import { PhotoButton } from '../photo-button';
import { SearchLink } from '../search-link';
import type { SearchState } from '../search-state';
import { kindOfTrouble, type RefusedSearch } from './kind-of-trouble';

interface SearchTroubleProps {
  /** Why the photo itself cannot be used. */
  problem: Extract<Draft['state'], { kind: 'unusable' }>['problem'] | null;
  error: RefusedSearch | null;
  isOffline: boolean;
  hasPicture: boolean;
  state: SearchState;
  onRetry(): void;
}

/** Why nothing can be shown, and the one thing that helps. */
export function SearchTrouble({ problem, error, isOffline, hasPicture, state, onRetry }: SearchTroubleProps) {
  const words = useTranslations('search.trouble');
  const another = (
    <PhotoButton className={buttonStyle({ look: 'quiet', size: 'sm', className: 'h-11' })}>
      {words('another')}
    </PhotoButton>
  );
  const retry = (
    <Button look="quiet" size="sm" className="h-11" onClick={onRetry}>
      {words('retry')}
    </Button>
  );
  if (problem !== null) {
    return (
      <Notice live tone="warn" title={words('photo')} action={another}>
        {words(`problem.${problem}`)}
      </Notice>
    );
  }
  // Goes on by itself: nothing to press.
  if (isOffline)
    return (
      <Notice live tone="warn" title={words('offline')}>
        {words('offlineText')}
      </Notice>
    );
  const kind = kindOfTrouble(error, hasPicture);
  switch (kind) {
    case 'expired':
      return (
        <Notice live tone="warn" title={words('expired')} action={another}>
          {words('expiredText')}
        </Notice>
      );
    case 'busy':
      return <Busy seconds={error?.retryAfterSeconds ?? null} onRetry={onRetry} />;
    case 'gone':
      return (
        <Notice live tone="warn" title={words('gone')} action={another}>
          {words('goneText')}
        </Notice>
      );
    case 'photo':
      return (
        <Notice live tone="warn" title={words('photo')} action={another}>
          {words('photoText')}
        </Notice>
      );
    case 'photoAway':
      return (
        <Notice
          live
          tone="warn"
          title={words('photoAway')}
          action={
            <div className="flex flex-wrap gap-2">
              {state.text !== '' ? (
                <SearchLink
                  to={{ ...state, picture: null }}
                  className={buttonStyle({ look: 'quiet', size: 'sm', className: 'h-11' })}
                >
                  {words('wordsOnly')}
                </SearchLink>
              ) : null}
              {retry}
            </div>
          }
        >
          {words('photoAwayText')}
        </Notice>
      );
    case 'unreachable': {
      const isSoko = globalThis.navigator?.onLine !== false;
      return (
        <Notice live tone="bad" title={words(isSoko ? 'unreachable' : 'offline')} action={retry}>
          {words(isSoko ? 'unreachableText' : 'offlineText')}
        </Notice>
      );
    }
    case 'broken':
      return (
        <Notice live tone="bad" title={words('broken')} action={retry}>
          {words('brokenText')}
        </Notice>
      );
  }
}

/** Counts down to when asking again makes sense; before that it would only be refused again. */
function Busy({ seconds, onRetry }: { seconds: number | null; onRetry(): void }) {
  const words = useTranslations('search.trouble');
  const [left, setLeft] = useState(Math.min(seconds ?? 5, 120));
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  return (
    <Notice
      live
      tone="warn"
      title={words('busy')}
      action={
        <Button look="quiet" size="sm" className="h-11 tabular" disabled={left > 0} onClick={onRetry}>
          {left > 0 ? words('retryIn', { seconds: left }) : words('retry')}
        </Button>
      }
    >
      {words('busyText')}
    </Notice>
  );
}
