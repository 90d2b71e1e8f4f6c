'use client';

import { useTranslations } from 'next-intl';
import { activeFilters } from '@/components/market/filter-values';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PhotoButton } from '../photo-button';
import { SearchLink } from '../search-link';
import type { SearchState } from '../search-state';

/** Nothing matches: usually because of the filters, which are the first thing to take off. */
export function NothingFound({ state, hasPhoto }: { state: SearchState; hasPhoto: boolean }) {
  const words = useTranslations('search.nothing');
  const isFiltered = activeFilters(state.filters).length > 0;
  const isPicture = hasPhoto || state.picture !== null;
  return (
    <EmptyState
      title={isFiltered ? words('filtered') : words('title')}
      action={
        isFiltered ? (
          <SearchLink to={{ ...state, filters: {} }} className={buttonStyle()}>
            {words('clear')}
          </SearchLink>
        ) : (
          <PhotoButton className={buttonStyle()}>{isPicture ? words('otherPhoto') : words('tryPhoto')}</PhotoButton>
        )
      }
    >
      {isFiltered ? words('filteredText') : isPicture ? words('photoText') : words('wordsText')}
    </EmptyState>
  );
}

/** Something is shown, but it is not what was looked for: said before it, so that nobody takes it for that. */
export function NothingAlike({ state, hasPhoto }: { state: SearchState; hasPhoto: boolean }) {
  const words = useTranslations('search.nothing');
  const isPicture = hasPhoto || state.picture !== null;
  return (
    <Notice
      title={isPicture ? words('photoTitle') : words('wordsTitle', { text: state.text })}
      action={
        <PhotoButton className={buttonStyle({ look: 'quiet', size: 'sm', className: 'h-11' })}>
          {isPicture ? words('otherPhoto') : words('tryPhoto')}
        </PhotoButton>
      }
    >
      {isPicture ? words('photoText') : words('wordsText')} {words('nearestText')}
    </Notice>
  );
}
