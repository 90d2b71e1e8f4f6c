import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

const control = [
  'w-full rounded-md border border-line-strong bg-surface px-3 text-ink placeholder:text-ink-faint',
  'hover:border-ink-faint aria-invalid:border-bad',
];

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(control, 'h-11 text-base', className)} {...rest} />;
}

export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select className={cn(control, 'h-11 pr-8 text-base', className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={cn(control, 'py-2.5 text-base leading-relaxed', className)} {...rest} />;
}

interface FieldProps {
  id: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  children: ReactNode;
  className?: string;
}

/** A labelled control. Its hint and error have the ids `ID-hint` and `ID-error`, for aria-describedby. */
export function Field({ id, label, hint, error, children, className }: FieldProps) {
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-sm text-bad">
          {error}
        </p>
      ) : null}
    </div>
  );
}
