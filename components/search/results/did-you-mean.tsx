import { useTranslations } from 'next-intl';
import { SearchLink } from '../search-link';
import type { SearchState } from '../search-state';

/** Nobody has the words as they were typed: what is shown was found for others, which are named. */
export function DidYouMean({ state, meant }: { state: SearchState; meant: string }) {
  const words = useTranslations('search.results');
  return (
    <p className="mb-4 text-pretty [overflow-wrap:anywhere]">
      {words.rich('didYouMean', {
        text: state.text,
        meant: () => (
          <SearchLink to={{ ...state, text: meant }} className="font-semibold text-accent-strong underline">
            {meant}
          </SearchLink>
        ),
      })}
    </p>
  );
}
