import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { buttonStyle } from '@/components/ui/button';

/** Around photo fields: where no script takes what was chosen, the server does (app/share). */
export function PhotoForm({ className, children }: { className?: string; children: ReactNode }) {
  const words = useTranslations('search.picker');
  return (
    <form action="/share" method="post" encType="multipart/form-data" className={className}>
      {children}
      <button
        type="submit"
        className={buttonStyle({ size: 'lg', className: 'col-span-full hidden noscript:inline-flex' })}
      >
        {words('search')}
      </button>
    </form>
  );
}
