import type { ComponentProps } from 'react';

/**
 * A link to another page of Soko. Plain HTML, of which a list has dozens: one listener follows all of them without
 * loading the whole page anew (follow-links.tsx); before it is there, the browser does.
 */
export function PageLink({ children, ...rest }: ComponentProps<'a'> & { href: string }) {
  return (
    <a data-page-link {...rest}>
      {children}
    </a>
  );
}
