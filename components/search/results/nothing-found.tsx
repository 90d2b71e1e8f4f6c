'use client';

import { useTranslations } from 'next-intl';
import { activeFilters } from '@/components/market/filter-values';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { NothingPicture } from '@/components/ui/pictures';
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
      picture={<NothingPicture />}
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
