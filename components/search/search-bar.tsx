'use client';

import { Search } from 'lucide-react';
import Form from 'next/form';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { PhotoButton } from './photo-button';

/** Words by a plain form, which works without JavaScript; photos by the camera button at its end. */
export function SearchBar({ className }: { className?: string }) {
  const words = useTranslations('search');
  const query = useSearchParams().get('q') ?? '';
  return (
    <search className={cn('block', className)}>
      <Form
        action="/search"
        className="flex h-12 items-center rounded-full border border-line-strong bg-surface pr-1.5 pl-4 shadow-low transition-shadow focus-within:border-accent focus-within:shadow-high hover:border-ink-faint"
      >
        <Search aria-hidden className="size-5 shrink-0 text-ink-faint" />
        <label htmlFor="search-words" className="sr-only">
          {words('words')}
        </label>
        <input
          id="search-words"
          name="q"
          type="search"
          defaultValue={query}
          key={query}
          maxLength={200}
          autoComplete="off"
          enterKeyHint="search"
          placeholder={words('placeholder')}
          className="h-full min-w-0 flex-1 bg-transparent px-3 text-base outline-none placeholder:text-ink-faint [&::-webkit-search-cancel-button]:hidden"
        />
        <PhotoButton className="grid size-9 shrink-0 place-items-center rounded-full bg-accent text-on-accent hover:bg-accent-strong" />
      </Form>
    </search>
  );
}
