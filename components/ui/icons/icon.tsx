import type { ComponentProps } from 'react';

export type IconProps = Omit<ComponentProps<'svg'>, 'children'>;

/**
 * One of Lucide's drawings (https://lucide.dev, ISC licence), which shoppers' pages have as plain elements: the
 * library's own component is 1.5 kB of every page's scripts.
 */
export function Icon({ children, ...rest }: ComponentProps<'svg'>) {
  return (
    <svg
      width={24}
      height={24}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      {...rest}
    >
      {children}
    </svg>
  );
}
