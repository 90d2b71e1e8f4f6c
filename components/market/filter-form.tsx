'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { currencySign } from '@/components/product/price';
import { Button } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/field';
import { useDisclosure } from '@/components/ui/use-disclosure';
import { FORMAT_LOCALES } from '@/lib/language/languages.schema';
import { HOME_CURRENCY } from '@/lib/marketplace/currencies.schema';
import type { ProductCount } from '@/lib/marketplace/product-view.schema';
import { type FilterValues, isEmptyRange } from './filter-values';
import { useProductCount } from './use-product-count';

interface FilterFormProps {
  action: string;
  current: FilterValues;
  /** That prices are in, the home one first. */
  currencies: readonly string[];
  /** Parameters of the count that are no fields of the form; `q: ''` where words find what is like them, too. */
  countBy?: Readonly<Record<string, string>> | undefined;
  /** Takes the fields in place of another page. */
  onShow?: ((fields: [string, string][]) => void) | undefined;
  clear: ReactNode;
  /** Under which end of its button it opens, where it does not come from below. */
  side: 'left' | 'right';
  children: ReactNode;
}

/**
 * The form of the filters: works without a script, which adds how many products are left, and says at once when a
 * range has nothing in it.
 */
export function FilterForm(props: FilterFormProps) {
  const { action, current, currencies, countBy = {}, onShow, clear, side, children } = props;
  const words = useTranslations('search.filters');
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const sheet = useDisclosure(form);
  const [typed, setTyped] = useState(current);
  const [asked, setAsked] = useState<string | null>(null);
  const count = useProductCount(asked);
  const isEmpty = isEmptyRange(typed);

  const look = () => {
    if (!form.current) return;
    const fields = new Map(fieldsOf(form.current));
    const range = { minPrice: numberOf(fields.get('minPrice')), maxPrice: numberOf(fields.get('maxPrice')) };
    setTyped({ ...range, currency: fields.get('currency') || undefined });
    const params = new URLSearchParams({ ...Object.fromEntries(fields), ...countBy });
    setAsked(isEmptyRange(range) ? null : params.toString());
  };
  useWhenOpened(form, look);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    if (isEmpty) {
      event.preventDefault();
      event.currentTarget.querySelector<HTMLInputElement>('[name=maxPrice]')?.focus();
    } else if (onShow) {
      event.preventDefault();
      onShow(fieldsOf(event.currentTarget));
      sheet.close();
    }
  };
  const currency = currencySign(typed.currency ?? HOME_CURRENCY);
  const end = (name: 'minPrice' | 'maxPrice', label: string) => (
    <Field id={`${id}-${name}`} label={label}>
      <Input
        id={`${id}-${name}`}
        name={name}
        type="number"
        inputMode="decimal"
        min={0}
        step="any"
        defaultValue={current[name]}
        aria-invalid={isEmpty || undefined}
        aria-describedby={isEmpty ? `${id}-range` : undefined}
      />
    </Field>
  );
  return (
    <form
      ref={form}
      action={action}
      onInput={look}
      onSubmit={onSubmit}
      data-side={side}
      className="z-40 grid grid-cols-2 gap-x-4 gap-y-5 border-line bg-surface p-5 shadow-high max-md:fixed
        max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[85dvh] max-md:overflow-y-auto max-md:rounded-t-2xl
        max-md:border-t max-md:pb-0 md:absolute md:mt-2 md:w-[26rem] md:rounded-xl md:border
        md:data-[side=left]:left-0 md:data-[side=right]:right-0"
    >
      {currencies.length > 1 ? (
        <Field id={`${id}-currency`} label={words('currency')} className="col-span-2">
          <Select id={`${id}-currency`} name="currency" defaultValue={current.currency ?? ''}>
            {currencies.map((code) => (
              <option key={code} value={code === HOME_CURRENCY && current.currency !== code ? '' : code}>
                {currencySign(code)}
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      {end('minPrice', words('from', { currency }))}
      {end('maxPrice', words('to', { currency }))}
      <p id={`${id}-range`} role="status" className="col-span-2 text-sm text-bad empty:absolute">
        {isEmpty ? words('emptyRange') : null}
      </p>
      {children}
      <div
        className="col-span-2 flex items-center justify-between gap-3 bg-surface max-md:sticky max-md:bottom-0
          max-md:-mx-5 max-md:border-t max-md:border-line max-md:px-5 max-md:pt-3
          max-md:pb-[max(0.75rem,env(safe-area-inset-bottom))]"
      >
        {clear}
        <ShowButton count={count} />
      </div>
    </form>
  );
}

function ShowButton({ count }: { count: ProductCount | null }) {
  const words = useTranslations('search.filters');
  const language = useLocale();
  const number = count === null ? '' : count.count.toLocaleString(FORMAT_LOCALES[language]);
  const shown = count && words('showCount', { count: count.count, number: count.more ? `${number}+` : number });
  return (
    <>
      <Button type="submit" className="tabular">
        {shown ?? words('show')}
      </Button>
      <span role="status" className="sr-only">
        {shown}
      </span>
    </>
  );
}

function useWhenOpened(form: RefObject<HTMLFormElement | null>, look: () => void): void {
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    const details = form.current?.closest('details');
    const onToggle = () => {
      if (details?.open) latest.current();
    };
    // It may have been opened before there was a script.
    onToggle();
    details?.addEventListener('toggle', onToggle);
    return () => details?.removeEventListener('toggle', onToggle);
  }, [form]);
}

function fieldsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].map(([name, value]) => [name, String(value)]);
}

function numberOf(text: string | undefined): number | undefined {
  const number = Number.parseFloat(text ?? '');
  return Number.isNaN(number) ? undefined : number;
}
