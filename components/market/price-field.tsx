import { Field, Input } from '@/components/ui/field';

interface PriceFieldProps {
  id: string;
  /** As the filter is called in an address. */
  name: 'minPrice' | 'maxPrice';
  label: string;
  value: number | undefined;
  placeholder?: string;
}

/** One end of a price range, in whole shillings. */
export function PriceField({ id, name, label, value, placeholder }: PriceFieldProps) {
  return (
    <Field id={id} label={label}>
      <Input
        id={id}
        name={name}
        type="number"
        inputMode="numeric"
        min={0}
        defaultValue={value}
        placeholder={placeholder}
      />
    </Field>
  );
}
