'use client';

import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PhotoButton } from '../photo-button';
import type { SearchState } from '../search-state';

/** Something is shown, but it is not what was looked for: said before it, so that nobody takes it for that. */
export function NothingAlike({ state, hasPhoto }: { state: SearchState; hasPhoto: boolean }) {
  const words = useTranslations('search.nothing');
  const isPicture = hasPhoto || state.picture !== null;
  return (
    <Notice
      title={isPicture ? words('photoTitle') : words('wordsTitle', { text: state.text })}
      action={
        <PhotoButton
          className={buttonStyle({
            look: 'quiet',
            size: 'sm',
            className: 'h-11 max-lg:in-[.photo-results]:hidden',
          })}
        >
          {isPicture ? words('otherPhoto') : words('tryPhoto')}
        </PhotoButton>
      }
    >
      {/* Beside the photo there is room for what was found, and less for words. */}
      <span className="max-lg:in-[.photo-results]:hidden">
        {isPicture ? words('photoText') : words('wordsText')} {words('nearestText')}
      </span>
    </Notice>
  );
}
