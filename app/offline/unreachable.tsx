import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LonePage } from '@/components/brand/lone-page';
import { buttonStyle } from '@/components/ui/button';

interface UnreachableProps {
  picture: ReactNode;
  title: string;
  children: ReactNode;
}

/** Why a page cannot be shown, and what can be. It must stand without scripts: none of them is kept. */
export function Unreachable({ picture, title, children }: UnreachableProps) {
  const words = useTranslations('market.offline');
  return (
    <LonePage
      picture={picture}
      title={title}
      action={
        <>
          {/* biome-ignore lint/a11y/useValidAnchor: an empty link is the page that was asked for */}
          <a href="" className={buttonStyle()}>
            {words('again')}
          </a>
          <a href="/saved" className={buttonStyle({ look: 'quiet' })}>
            {words('saved')}
          </a>
        </>
      }
    >
      {children}
    </LonePage>
  );
}
