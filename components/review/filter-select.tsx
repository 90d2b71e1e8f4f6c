import { cn } from '@/components/ui/cn';
import { Select } from '@/components/ui/field';

interface FilterSelectProps {
  name: string;
  label: string;
  value: string | undefined;
  /** What stands there while nothing is chosen; without it something always is. */
  any?: string;
  children: readonly (readonly [value: string, name: string])[];
}

/** One choice of the queue's filters, marked while it leaves something out. */
export function FilterSelect({ name, label, value, any, children: options }: FilterSelectProps) {
  return (
    <Select
      key={value ?? ''}
      name={name}
      aria-label={label}
      defaultValue={value ?? ''}
      className={cn(
        'h-9 w-auto max-w-48 shrink-0 text-sm',
        any && value ? 'border-accent bg-accent-soft font-medium' : '',
      )}
    >
      {any === undefined ? null : <option value="">{any}</option>}
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </Select>
  );
}
