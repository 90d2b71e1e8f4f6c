'use client';

import { useTranslations } from 'next-intl';
import { memo, useState, useTransition } from 'react';
import { ProductCard } from '@/components/product/product-card';
import type { CardMatch } from '@/lib/search/search-page.schema';
import { LikeButton } from '../like-button';
import { AlikeButton, AlikeShelf } from './alike-shelf';
import { DividingLine } from './dividing-line';

/** Cards in view when the page opens on a phone, below the photo. */
const IN_VIEW = 4;

interface ResultListProps {
  matches: CardMatch[];
  label: string;
  /** Whether to say where the good matches end. */
  dividing: boolean;
}

/** What was found, the good matches first and set apart from what is less alike. */
export function ResultList({ matches, label, dividing }: ResultListProps) {
  const words = useTranslations('search.results');
  const good = dividing ? matches.filter((match) => match.good) : matches;
  const rest = dividing ? matches.filter((match) => !match.good) : [];
  return (
    <>
      {good.length > 0 ? <Matches matches={good} label={label} inView={IN_VIEW} /> : null}
      {rest.length > 0 ? (
        <>
          <DividingLine id="less-alike">{words('lessAlike')}</DividingLine>
          <Matches matches={rest} label={words('lessAlikeList')} inView={0} />
        </>
      ) : null}
    </>
  );
}

interface MatchesProps {
  matches: CardMatch[];
  label: string;
  inView: number;
}

function Matches({ matches, label, inView }: MatchesProps) {
  return (
    <div className="masonry">
      <ol className="masonry-grid" aria-label={label}>
        {matches.map((match, index) => (
          <Match key={match.product.productId} match={match} eager={index < inView} />
        ))}
      </ol>
    </div>
  );
}

/** One that was found, and what stands behind it once it is asked for. */
const Match = memo(function Match({ match: { product, alike }, eager }: { match: CardMatch; eager: boolean }) {
  const [isOpen, setOpen] = useState(false);
  // A dozen cards at once: a slow phone answers the tap first, then draws them.
  const [isChanging, startChange] = useTransition();
  const toggle = () => startChange(() => setOpen(!isOpen));
  return (
    <>
      <ProductCard
        product={product}
        eager={eager}
        onPicture={
          <LikeButton productId={product.productId} title={product.title} className="absolute right-1 bottom-1 z-10" />
        }
        below={
          alike ? (
            <AlikeButton
              product={product}
              alike={alike}
              isOpen={isOpen}
              isPointingUp={isOpen !== isChanging}
              onToggle={toggle}
            />
          ) : null
        }
      />
      {alike && isOpen ? <AlikeShelf product={product} alike={alike} onClose={toggle} /> : null}
    </>
  );
});
