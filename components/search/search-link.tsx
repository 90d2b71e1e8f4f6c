'use client';

import type { ComponentProps, MouseEvent } from 'react';
import { isForTheBrowser } from '@/components/ui/for-the-browser';
import { type SearchState, searchHref } from './search-state';
import { goToSearch } from './use-search-address';

interface SearchLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  to: SearchState;
  onFollow?: () => void;
}

/** A link to another search. With a script the page stays, and so does a photo that has no address yet. */
export function SearchLink({ to, onFollow, children, ...rest }: SearchLinkProps) {
  const onClick = (event: MouseEvent) => {
    if (isForTheBrowser(event)) return;
    event.preventDefault();
    goToSearch(to);
    onFollow?.();
  };
  return (
    <a href={searchHref(to)} onClick={onClick} {...rest}>
      {children}
    </a>
  );
}
