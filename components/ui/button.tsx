import type { ComponentProps } from 'react';
import { cn } from './cn';

// On one line, but where large text would push it out of a small window.
const STYLE = [
  'inline-flex max-w-full shrink-0 items-center justify-center gap-2 rounded-full font-medium select-none',
  'sm:whitespace-nowrap',
  'transition-colors disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-[1.15em] [&_svg]:shrink-0',
];

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  quiet: 'border border-line-strong bg-surface text-ink hover:border-ink-faint hover:bg-sunken',
  ghost: 'text-ink-soft hover:bg-sunken hover:text-ink',
  whatsapp: 'bg-whatsapp font-semibold text-on-whatsapp hover:bg-whatsapp-strong',
  good: 'bg-good text-surface hover:opacity-90',
  bad: 'border border-bad/40 bg-surface text-bad hover:bg-bad-soft',
};

const SIZES = {
  sm: 'min-h-8 px-3 text-[0.8125rem]',
  md: 'min-h-11 px-5 text-[0.9375rem]',
  lg: 'min-h-13 px-6 text-base',
  icon: 'size-11',
  'icon-sm': 'size-8',
};

interface ButtonLook {
  look?: keyof typeof LOOKS | undefined;
  size?: keyof typeof SIZES | undefined;
  className?: string | undefined;
}

/** The look of a button, for links too; `className` wins over it. */
export function buttonStyle({ look = 'primary', size = 'md', className }: ButtonLook = {}): string {
  return cn(STYLE, LOOKS[look], SIZES[size], className);
}

type ButtonProps = ComponentProps<'button'> & ButtonLook;

export function Button({ look, size, className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={buttonStyle({ look, size, className })} {...rest} />;
}
